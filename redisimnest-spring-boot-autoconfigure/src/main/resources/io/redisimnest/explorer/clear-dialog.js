import { byId, element } from "./dom.js";
import { count, duration, percent, plural } from "./figures.js";
import { escaped, name } from "./text.js";

/** Screen readers are not told more often than this how far it is. */
const SPEAK_MILLIS = 2000;

const LABELS = { counting: "Dry run", clearing: "Deleting" };

/** What the dialog for clearing shows; it decides nothing. */
export class ClearDialog {
	#dialog = byId("clear-dialog");
	#progress = byId("clear-progress");
	#bar = byId("clear-bar");
	#status = byId("clear-status");
	#confirmation = byId("confirmation");
	#confirm = byId("confirm");
	#cancel = byId("cancel");
	#spokenAt = 0;

	constructor({ onConfirm, onCancel, onClose, onClosed, matches }) {
		this.#cancel.addEventListener("click", onCancel);
		this.#confirmation.addEventListener("input", () => this.#confirm.disabled = !matches(this.#confirmation.value));
		byId("clear-form").addEventListener("submit", event => {
			event.preventDefault();
			if (!this.#confirm.disabled) {
				onConfirm();
			}
		});
		this.#dialog.addEventListener("keydown", event => {
			if (event.key === "Escape") {
				event.preventDefault();
				onClose();
			}
		});
		this.#dialog.addEventListener("cancel", event => {
			event.preventDefault();
			onClose();
		});
		this.#dialog.addEventListener("close", onClosed);
	}

	open({ path }) {
		byId("clear-title").replaceChildren("Clear ", name(path));
		this.#showStep({ isRunning: true });
		this.#showProgress({ phase: "counting", share: 0 });
		this.say("Counting the keys. Nothing is deleted yet.");
		this.#dialog.showModal();
		this.#cancel.focus();
	}

	close() {
		this.#dialog.close();
	}

	say(text) {
		if (this.#status.textContent !== escaped(text)) {
			this.#status.textContent = escaped(text);
		}
		this.#spokenAt = Date.now();
	}

	show(state) {
		byId("clear-title").replaceChildren("Clear ", name(state.prefix));
		if (state.phase === "counted") {
			this.#showCounted(state);
		} else if (state.phase === "counting" || state.phase === "clearing") {
			this.#showProgress(state);
			if (Date.now() - this.#spokenAt >= SPEAK_MILLIS) {
				this.say(progressText(state));
			}
		}
	}

	showDeleting() {
		this.#showStep({ isRunning: true });
		this.#showProgress({ phase: "clearing", share: 0 });
		this.say("Cancel stops it; what is deleted by then stays deleted.");
		this.#cancel.focus();
	}

	showCancelling() {
		this.say("Cancelling…");
	}

	showEnd(state, failure) {
		this.#showStep({ isRunning: false });
		this.#cancel.textContent = "Close";
		this.say(this.outcomeOf(state, failure));
		this.#cancel.focus();
	}

	outcomeOf(state, failure) {
		if (failure) {
			return failure;
		}
		const deleted = `${plural(state.deleted, "key")} deleted`;
		switch (state.phase) {
			case "cleared": return `${deleted}.`;
			case "counted": return "Cancelled. Nothing was deleted.";
			case "cancelled": return state.deleted ? `Cancelled: ${deleted} before.` : "Cancelled. Nothing was deleted.";
			default: return `Failed: ${state.error ?? "no reason is known"} (${deleted}).`;
		}
	}

	#showCounted({ matched, byTemplate, prefix }) {
		const isEmpty = matched === 0;
		this.#showStep({ isRunning: false, isCounted: !isEmpty });
		this.say(isEmpty ? "There are no keys to delete." : `${plural(matched, "key")} would go.`);
		byId("clear-templates").tBodies[0].replaceChildren(...Object.entries(byTemplate ?? {}).map(templateRow));
		byId("clear-prefix").replaceChildren(name(prefix));
		this.#confirm.textContent = `Delete ${plural(matched, "key")}`;
		this.#cancel.textContent = isEmpty ? "Close" : "Cancel";
		(isEmpty ? this.#cancel : this.#confirmation).focus();
	}

	#showStep({ isRunning, isCounted = false }) {
		this.#progress.hidden = !isRunning;
		byId("clear-templates").hidden = !isCounted;
		byId("clear-confirmation").hidden = !isCounted;
		this.#confirm.hidden = !isCounted;
		this.#confirm.disabled = true;
		this.#confirmation.value = "";
		this.#cancel.textContent = "Cancel";
	}

	#showProgress({ phase, share }) {
		byId("clear-progress-label").textContent = `${LABELS[phase]}, ${percent(share)}`;
		this.#bar.value = share;
	}
}

function templateRow([template, keys]) {
	return element("tr", {},
		element("td", {}, name(template)),
		element("td", { className: "figure" }, count(keys)));
}

function progressText({ phase, matched, remainingMillis }) {
	const parts = [phase === "clearing" ? `${plural(matched, "key")} so far` : `${plural(matched, "key")} found`];
	if (remainingMillis !== null) {
		parts.push(`about ${duration(Math.max(1000, remainingMillis))} left`);
	}
	return parts.join(", ");
}
