import * as api from "./api.js";
import { ClearDialog } from "./clear-dialog.js";
import { escaped } from "./text.js";

const POLL_MILLIS = 400;

/** So often in a row an answer may be missing, or come from an instance that knows nothing of it. */
const MOST_MISSES = 150;

const ELSEWHERE = "Another instance of the application answers; asking again…";

const UNKNOWN_HERE = "This clearing is not known any more to the instance of the application that answers. "
	+ "Close, and count again to see the outcome.";

const isRunning = state => state.phase === "counting" || state.phase === "clearing";

const pause = millis => new Promise(resolve => setTimeout(resolve, millis));

/** An instance that does not know the clearing has done nothing, so that another one can be asked. */
async function whereKnown(call) {
	for (let misses = 1; ; misses++) {
		try {
			return await call();
		} catch (failure) {
			if (failure.status !== 404 || misses === MOST_MISSES) {
				throw failure;
			}
			await pause(POLL_MILLIS / 4);
		}
	}
}

/**
 * Clearing a bound cluster: a dry run, the confirmation, the deletion. What may have changed something is never
 * sent again by itself; only looking at the state is repeated.
 */
export class Clearing {
	#dialog = new ClearDialog({
		onConfirm: () => this.#confirm(),
		onCancel: () => this.#cancelOrClose(),
		onClose: () => this.#close(),
		onClosed: () => this.#closed(),
		matches: typed => this.#matches(typed)
	});
	#onEnd;
	/** The clearing shown: its latest state, and what the user wants of it. */
	#run = null;

	/** `onEnd` is told the outcome in words once keys may have been deleted. */
	constructor(onEnd) {
		this.#onEnd = onEnd;
		window.addEventListener("beforeunload", event => {
			if (this.#run?.isActive && this.#run.state?.phase === "clearing") {
				event.preventDefault();
			}
		});
	}

	async start(binding) {
		const run = {
			state: null,
			isActive: true,
			cancelWanted: false,
			cancelSent: false,
			closeAtEnd: false,
			misses: 0,
			mayHaveDeleted: false
		};
		this.#run = run;
		this.#dialog.open(binding);
		await this.#follow(run, () => api.startClear(binding));
	}

	async #confirm() {
		const run = this.#run;
		const { id, prefix } = run.state;
		run.isActive = true;
		run.mayHaveDeleted = true;
		this.#dialog.showDeleting();
		await this.#follow(run, () => whereKnown(() => api.confirmClear(id, prefix)).catch(failure => {
			if (failure.status && failure.status < 500) {
				throw failure;
			}
			return whereKnown(() => api.clearState(id));
		}));
	}

	/** A prefix with escaped characters cannot be typed as it is: what the screen shows is accepted too. */
	#matches(typed) {
		const { prefix } = this.#run.state;
		return typed === prefix || typed === escaped(prefix);
	}

	async #follow(run, begin) {
		try {
			this.#take(run, await begin());
			while (isRunning(run.state)) {
				this.#sendCancelIfWanted(run);
				await pause(POLL_MILLIS);
				this.#take(run, await this.#poll(run));
			}
			this.#end(run);
		} catch (failure) {
			this.#end(run, failure.status === 404 && run.state ? UNKNOWN_HERE : failure.message);
		}
	}

	async #poll(run) {
		try {
			const state = await api.clearState(run.state.id);
			run.misses = 0;
			return state;
		} catch (failure) {
			const isUnknown = failure.status === 404;
			const isFinal = failure.status && failure.status < 500 && !isUnknown;
			if (isFinal || run !== this.#run || ++run.misses === MOST_MISSES) {
				throw failure;
			}
			this.#say(run, isUnknown ? ELSEWHERE : "The application does not answer; asking again…");
			return run.state;
		}
	}

	#take(run, state) {
		run.state = state;
		if (run === this.#run && !run.cancelWanted) {
			this.#dialog.show(state);
		}
	}

	#end(run, failure = null) {
		run.isActive = false;
		const awaitsConfirmation = !failure && run.state.phase === "counted" && !run.cancelWanted;
		if (awaitsConfirmation) {
			return;
		}
		if (run === this.#run) {
			this.#dialog.showEnd(run.state, failure);
		}
		if (run.mayHaveDeleted) {
			this.#onEnd(this.#dialog.outcomeOf(run.state, failure));
		}
		if (run === this.#run && run.closeAtEnd) {
			this.#dialog.close();
		}
	}

	#cancelOrClose() {
		if (!this.#run.isActive) {
			this.#dialog.close();
			return;
		}
		this.#run.cancelWanted = true;
		this.#dialog.showCancelling();
		this.#sendCancelIfWanted(this.#run);
	}

	/** Closing cancels first and closes at the end of that; who asks again need not wait for it. */
	#close() {
		const run = this.#run;
		if (!run.isActive || run.closeAtEnd) {
			this.#dialog.close();
			return;
		}
		run.closeAtEnd = true;
		this.#cancelOrClose();
	}

	#closed() {
		this.#run.cancelWanted = true;
		this.#sendCancelIfWanted(this.#run);
		this.#run = null;
	}

	async #sendCancelIfWanted(run) {
		const isOpen = run.isActive || run.state?.phase === "counted";
		if (!run.cancelWanted || run.cancelSent || !run.state || !isOpen) {
			return;
		}
		run.cancelSent = true;
		try {
			await api.cancelClear(run.state.id);
		} catch (failure) {
			run.cancelSent = false;
			if (failure.status !== 404) {
				run.cancelWanted = false;
				this.#say(run, `Not cancelled: ${failure.message}`);
			}
		}
	}

	#say(run, text) {
		if (run === this.#run) {
			this.#dialog.say(text);
		}
	}
}
