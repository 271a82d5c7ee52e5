package io.redisimnest.sample.documentation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.util.StringUtils;

/**
 * The Java code of a page as one source. Declarations become members of an interface that
 * extends the one of the README, so that a page can use what both declare; the statements
 * of a block become a method, whose parameters are the variables that all pages know: one
 * for each tree, named as its bean would be, and {@link #BEANS}. This is all that is
 * added to the code.
 *
 * @param page the page
 * @param blocks its blocks
 */
record PageCode(Page page, List<JavaBlock> blocks) {

	private static final String IMPORTS = """
			import java.time.*;
			import java.util.*;
			import com.redis.testcontainers.RedisContainer;
			import io.redisimnest.*;
			import io.redisimnest.annotation.*;
			import io.redisimnest.autoconfigure.*;
			import io.redisimnest.census.*;
			import io.redisimnest.key.*;
			import io.redisimnest.observe.*;
			import io.redisimnest.python.*;
			import io.redisimnest.registry.*;
			import org.junit.jupiter.api.*;
			import org.slf4j.Logger;
			import org.springframework.beans.factory.annotation.*;
			import org.springframework.boot.autoconfigure.AutoConfigurations;
			import org.springframework.boot.data.redis.autoconfigure.*;
			import org.springframework.boot.test.context.*;
			import org.springframework.boot.test.context.runner.ApplicationContextRunner;
			import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
			import org.springframework.context.annotation.*;
			import org.springframework.data.geo.*;
			import org.springframework.data.redis.connection.RedisConnectionFactory;
			import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
			import org.springframework.data.redis.connection.stream.ReadOffset;
			import org.springframework.data.redis.domain.geo.GeoReference;
			import org.springframework.data.redis.domain.geo.Metrics;
			import org.springframework.data.redis.serializer.*;
			import org.springframework.stereotype.*;
			import org.springframework.test.util.TestSocketUtils;
			import redis.embedded.RedisServer;
			import static org.assertj.core.api.Assertions.assertThat;
			""";

	private static final Map<String, String> BEANS = Map.of("clusters", "ClusterFactory", "catalog", "ClusterCatalog",
			"inspector", "ClusterInspector", "log", "Logger");

	static final PageCode README = of(Page.README);

	static PageCode of(Page page) {
		return new PageCode(page, page.blocks("java").stream().map(JavaBlock::of).toList());
	}

	static List<PageCode> documentation() {
		return Page.documentation().stream().map(PageCode::of).filter((code) -> !code.blocks().isEmpty()).toList();
	}

	String name() {
		String path = this.page.toString().replaceAll("\\W", "_");
		return path.substring(0, path.length() - "_md".length());
	}

	String source() {
		StringBuilder source = new StringBuilder(IMPORTS);
		String parent = equals(README) ? "" : " extends " + README.name();
		source.append("public interface ").append(name()).append(parent).append(" {\n");
		for (int i = 0; i < this.blocks.size(); i++) {
			JavaBlock block = this.blocks.get(i);
			source.append(block.declarations()).append('\n');
			source.append(method("asItStands" + i, block.statements()));
			source.append(method("checked" + i, block.checkedStatements()));
		}
		return source.append("}\n").toString();
	}

	private String method(String name, String statements) {
		return "static void %s(%s) throws Exception {\n%s\n}\n".formatted(name, variables(), statements);
	}

	private String variables() {
		Map<String, String> variables = new LinkedHashMap<>(BEANS);
		for (String root : roots()) {
			variables.put(StringUtils.uncapitalize(root), root);
		}
		return variables.entrySet()
			.stream()
			.map((variable) -> variable.getValue() + " " + variable.getKey())
			.collect(Collectors.joining(", "));
	}

	private List<String> roots() {
		List<String> roots = new ArrayList<>(
				README.blocks.stream().flatMap((block) -> block.roots().stream()).toList());
		this.blocks.forEach((block) -> roots.addAll(block.roots()));
		return roots;
	}

	@Override
	public String toString() {
		return this.page.toString();
	}

}
