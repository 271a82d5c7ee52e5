package io.redisimnest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the package table: what each package may use, from the top down.
 */
class ArchitectureTests {

	private static final String ROOT = "io.redisimnest";

	/** A package may use those that stand after it. */
	private static final List<String> TABLE = List.of(".autoconfigure", ".actuate", ".explorer", ".observe",
			".registry", ".proxy", ".keyspace", ".redis", ".model", ".secret", ".python", ".census", "", ".key",
			".annotation");

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(ROOT);

	@Test
	void everyPackageIsInTheTable() {
		assertThat(CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
			.containsExactlyInAnyOrderElementsOf(TABLE.stream().map((name) -> ROOT + name).toList());
	}

	@Test
	void packagesUseOnlyWhatStandsBelowThem() {
		for (int i = 0; i < TABLE.size(); i++) {
			Set<String> above = TABLE.subList(0, i).stream().map((name) -> ROOT + name).collect(Collectors.toSet());
			String here = ROOT + TABLE.get(i);
			// '@Protected', '@Default' and '@Codec' name what users see in their Javadoc
			// only.
			assertThat(CLASSES.stream()
				.filter((type) -> type.getPackageName().equals(here))
				.flatMap((type) -> type.getDirectDependenciesFromSelf().stream())
				.filter((dependency) -> above.contains(dependency.getTargetClass().getPackageName()))
				.map(Dependency::getDescription)).as("dependencies of %s on what stands above it", here).isEmpty();
		}
	}

	@Test
	void packagesHaveNoCycles() {
		ArchRule rule = slices().matching("io.redisimnest.(**)").should().beFreeOfCycles();
		rule.check(CLASSES);
	}

	@Test
	void onlyDriversKnowAClient() {
		noClasses().that()
			.haveNameNotMatching(".*\\.redis\\.(Lettuce|Jedis)[A-Za-z$]*")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.lettuce..", "redis.clients..")
			.check(CLASSES);
	}

	@Test
	void onlyTheEndpointAndItsWiringKnowActuator() {
		noClasses().that()
			.resideOutsideOfPackages("io.redisimnest.actuate", "io.redisimnest.autoconfigure")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.boot.actuate..")
			.check(CLASSES);
	}

	@Test
	void onlyObservationsAndTheirWiringKnowMicrometer() {
		noClasses().that()
			.resideOutsideOfPackages("io.redisimnest.observe", "io.redisimnest.autoconfigure")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.micrometer..")
			.check(CLASSES);
	}

	@Test
	void annotationsAreReadByTheParserOnly() {
		noClasses().that()
			.resideOutsideOfPackages("io.redisimnest.model")
			.should()
			.dependOnClassesThat()
			.haveNameMatching("io\\.redisimnest\\.annotation\\.(Prefix|Ttl|Default|Param|Protected|Tree|Codec|HashTag)")
			.check(CLASSES);
	}

	@Test
	void publicAutoConfigurationsAreFinalWithPackagePrivateBeans() {
		classes().that()
			.areAnnotatedWith("org.springframework.boot.autoconfigure.AutoConfiguration")
			.should()
			.haveModifier(JavaModifier.FINAL)
			.check(CLASSES);
		assertThat(CLASSES.stream()
			.flatMap((type) -> type.getMethods().stream())
			.filter((method) -> method.isAnnotatedWith("org.springframework.context.annotation.Bean"))
			.filter((method) -> method.getModifiers().contains(JavaModifier.PUBLIC))).isEmpty();
	}

	@Test
	void everyPackageIsNullMarked() {
		assertThat(TABLE).allSatisfy((name) -> assertThat(
				CLASSES.getPackage(ROOT + name).isAnnotatedWith("org.jspecify.annotations.NullMarked"))
			.as(ROOT + name)
			.isTrue());
	}

	@Test
	void filesHoldOneIdea() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			assertThat(files.filter((file) -> file.toString().endsWith(".java"))).isNotEmpty()
				.allSatisfy((file) -> assertThat(Files.readAllLines(file)).as(file.toString())
					.hasSizeLessThanOrEqualTo(400));
		}
	}

	@Test
	void namesSayWhatAThingIs() {
		noClasses().should().haveNameMatching(".*(Impl|Helper|Manager|Util|Utils)(\\$.*)?").check(CLASSES);
	}

}
