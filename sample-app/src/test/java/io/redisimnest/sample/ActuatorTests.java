package io.redisimnest.sample;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what Actuator tells of {@link Root} with its {@link InitialData}.
 */
@SampleTest
class ActuatorTests {

	@Autowired
	private Http http;

	@Autowired
	private Root root;

	@Autowired
	private InitialData initialData;

	@Autowired
	private StringRedisTemplate redis;

	@BeforeEach
	void writeInitialData() {
		this.root.clear();
		this.initialData.run(new DefaultApplicationArguments());
	}

	@Test
	void countsInitialData() {
		assertThat(this.http.get("/actuator/redisimnest")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{trees: {root: {prefix: 'root', parameters: {}, keyCount: 15, undeclaredCount: 0,
					keys: {
						projectName: {template: 'root:project_name', kind: 'ValueKey',
							valueType: 'java.lang.String', count: 1},
						scores: {kind: 'SortedSetKey', valueType: 'java.lang.Long', ttl: 'PT168H', count: 1},
						signUps: {template: 'root:sign_ups', kind: 'CounterKey', ttl: 'PT24H', count: 1}},
					clusters: {
						app: {prefix: 'root:app', ttl: 'PT1M20S', keyCount: 2,
							keys: {tokens: {count: 1}, pendingUsers: {count: 1}}},
						user: {prefix: 'root:user:{userId}', parameters: {userId: 'long'}, ttl: 'PT2M', keyCount: 10,
							keys: {name: {count: 3}, age: {count: 3}, settings: {kind: 'RecordKey', count: 1}},
							clusters: {
								messages: {prefix: 'root:user:{userId}:messages', ttl: 'PT50S', keyCount: 3,
									keys: {message: {count: 3,
										template: 'root:user:{userId}:messages:message:{messageId}'}}}}}}}}}""");
	}

	@Test
	void countsUndeclaredKeys() {
		this.redis.opsForValue().set("root:user:1:nickname", "Countess");
		assertThat(this.http.get("/actuator/redisimnest")).bodyJson().isLenientlyEqualTo("""
				{trees: {root: {keyCount: 16, undeclaredCount: 1}},
					findings: [{type: 'UNDECLARED', path: 'root', examples: ['root:user:{userId}:nickname']}]}""");
	}

	@Test
	void describesOneCluster() {
		assertThat(this.http.get("/actuator/redisimnest/root.user")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{node: {prefix: 'root:user:{userId}', keyCount: 10, instanceCount: 3, keys: {name: {count: 3}}},
					findings: []}""");
	}

	@Test
	void describesOneKey() {
		assertThat(this.http.get("/actuator/redisimnest/root.user.age")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{node: {template: 'root:user:{userId}:age', valueType: 'java.lang.Integer', count: 3,
					sample: {size: 3, withoutTtl: 0.0, wrongKind: 0.0}}}""");
	}

	@Test
	void unknownPathIsNotFound() {
		assertThat(this.http.get("/actuator/redisimnest/root.nobody")).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void healthTellsOfRedis() {
		assertThat(this.http.get("/actuator/health")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("{status: 'UP', components: {redis: {status: 'UP'}}}");
	}

	@Test
	void otherEndpointsAreNotExposed() {
		assertThat(this.http.get("/actuator/env")).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void commandsAreMeasuredByTemplate() {
		assertThat(this.http.get("/actuator/metrics/redisimnest.command?tag=path:root.user.age")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("{name: 'redisimnest.command', baseUnit: 'seconds'}");
	}

	@Test
	void theCensusIsMeasured() {
		assertThat(this.http.get("/actuator/redisimnest")).hasStatusOk();
		assertThat(this.http.get("/actuator/metrics/redisimnest.instances?tag=path:root.user")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("{measurements: [{statistic: 'VALUE', value: 3.0}]}");
	}

}
