package io.redisimnest.keyspace;

import java.util.BitSet;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PrimaryTests {

	private static final String NODES = """
			aaa 10.0.0.1:6379@16379,host-a myself,master - 0 0 1 connected 0-5459 5461 [5460-<-bbb] [77->-ccc]
			bbb 10.0.0.2:6379@16379 master - 0 1700000000000 2 connected 5460 5462-10922
			ccc 10.0.0.3:6379@16379 master,fail? - 0 1700000000000 3 connected 10923-16383
			ddd 10.0.0.4:6379@16379 slave aaa 0 1700000000000 1 connected
			eee 10.0.0.5:6379@16379 master,fail - 1700000000000 1700000000000 4 disconnected
			fff :0@0 master,noaddr - 0 0 5 disconnected
			ggg 10.0.0.7:6379@16379 master - 0 1700000000000 6 connected
			hhh 10.0.0.8:6379@16379 handshake - 0 0 0 connected
			""";

	@Test
	void primariesAreThoseWithSlotsAndThoseThatLive() {
		assertThat(Primary.ids(NODES, null)).containsExactly("aaa", "bbb", "ccc", "ggg");
	}

	@Test
	void thePrimaryOfASlotIsTheOneThatServesIt() {
		assertThat(Primary.ids(NODES, 5460)).containsExactly("bbb");
		assertThat(Primary.ids(NODES, 5461)).containsExactly("aaa");
		assertThat(Primary.ids(NODES, 16383)).containsExactly("ccc");
	}

	@Test
	void aNodeTellsOfItsSlotsAndOfThoseOnTheirWay() {
		Primary self = Primary.self(NODES);
		BitSet slots = new BitSet();
		slots.set(0, 5460);
		slots.set(5461);
		assertThat(self.id()).isEqualTo("aaa");
		assertThat(self.slots()).isEqualTo(slots);
		assertThat(self.importing().stream()).containsExactly(5460);
		assertThat(self.targets()).containsExactly("ccc");
		assertThat(self.isConcerned(null)).isTrue();
		assertThat(self.isConcerned(5460)).isTrue();
		assertThat(self.isConcerned(5462)).isFalse();
		assertThat(self.isImporting(5460)).isTrue();
		assertThat(self.isImporting(93)).isFalse();
	}

	@Test
	void aReplicaHoldsNothing() {
		Primary self = Primary.self(NODES.replace("myself,master", "master").replace("slave", "myself,slave"));
		assertThat(self.id()).isEqualTo("ddd");
		assertThat(self.isConcerned(null)).isFalse();
	}

	@Test
	void aNodeHoldsTheSameWhenItsSlotsAreTheSame() {
		Primary before = Primary.self(NODES);
		assertThat(Primary.self(NODES).holdsLike(before, null)).isTrue();
		assertThat(Primary.self(NODES.replace("0-5459", "0-5458")).holdsLike(before, null)).isFalse();
		assertThat(Primary.self(NODES.replace("0-5459", "0-5458")).holdsLike(before, 1)).isTrue();
		assertThat(Primary.self(NODES.replace("0-5459", "0-5458")).holdsLike(before, 5459)).isFalse();
		assertThat(Primary.self(NODES.replace("[5460-<-bbb] ", "")).holdsLike(before, null)).isFalse();
	}

	@Test
	void aNodeThatGaveSlotsAwayAndGotThemBackDoesNotHoldTheSame() {
		Primary later = Primary.self(NODES.replace("- 0 0 1 connected", "- 0 0 7 connected"));
		assertThat(later.slots()).isEqualTo(Primary.self(NODES).slots());
		assertThat(later.holdsLike(Primary.self(NODES), null)).isFalse();
		assertThat(later.holdsLike(Primary.self(NODES), 1)).isFalse();
	}

	@Test
	void slotsThatNeverArrivedWereReturned() {
		Primary before = Primary.self(NODES);
		assertThat(before.returned(before).isEmpty()).isTrue();
		assertThat(before.returned(Primary.self(NODES.replace("[5460-<-bbb] ", ""))).stream()).containsExactly(5460);
		assertThat(before.returned(Primary.self(NODES.replace("0-5459 5461 [5460-<-bbb]", "0-5461"))).isEmpty())
			.isTrue();
		assertThat(before.returned(null).stream()).containsExactly(5460);
	}

	@Test
	void whatAnotherNodeGotIsTakenFromOneThatHasNotHeard() {
		BitSet taken = new BitSet();
		taken.set(0, 5460);
		assertThat(Primary.self(NODES).without(taken).slots().stream()).containsExactly(5461);
	}

	@Test
	void aReplyWithoutTheNodeItselfIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> Primary.self(NODES.replace("myself,", "")))
			.withMessage("CLUSTER NODES does not tell of the node itself");
	}

}
