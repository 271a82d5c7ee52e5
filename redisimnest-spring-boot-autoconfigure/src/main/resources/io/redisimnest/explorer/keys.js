import * as api from "./api.js";
import { byId, element } from "./dom.js";
import { NOTHING, bytes, percent, plural, timeLeft } from "./figures.js";
import { announce, showMessage } from "./messages.js";
import { escaped, name } from "./text.js";
import { addValueTo } from "./value.js";

/** About so many rows are a page, however many answers of the server they take. */
const PAGE = 100;

/** The server would refuse to show what they hold. */
const SECRET_KINDS = new Set(["SecretKey", "PasswordKey", "LockKey"]);

/** The keys of one bound cluster, page by page. */
export class KeyList {
	#section = byId("key-list");
	#table = byId("keys");
	#body = byId("keys").tBodies[0];
	/** What is listed: its binding, how far it got, and the names that came. */
	#listing = null;
	#search = null;

	constructor() {
		byId("more").addEventListener("click", () => this.#nextPage());
		byId("stop").addEventListener("click", () => this.#search?.abort());
		setInterval(() => this.#tick(), 1000);
	}

	get binding() {
		return this.#listing?.binding ?? null;
	}

	close() {
		this.#search?.abort();
		this.#listing = null;
		this.#section.hidden = true;
		this.#body.replaceChildren();
	}

	async open(binding, mayShowValues) {
		this.close();
		this.#listing = { binding, mayShowValues, cursor: null, ended: false, refused: false, names: new Set() };
		this.#section.hidden = false;
		this.#table.hidden = true;
		byId("keys-title").textContent = "Keys";
		await this.#nextPage();
	}

	async #nextPage() {
		const listing = this.#listing;
		const search = new AbortController();
		const from = listing.names.size;
		this.#search?.abort();
		this.#search = search;
		showMessage(byId("keys-error"), null);
		this.#showSearching(true, 0);
		try {
			while (!listing.ended && listing.names.size - from < PAGE) {
				const page = await api.keys(listing.binding, listing.cursor, search.signal);
				search.signal.throwIfAborted();
				this.#add(page);
				this.#showSearching(true, page.share);
			}
		} catch (failure) {
			if (failure.name !== "AbortError" && listing === this.#listing) {
				showMessage(byId("keys-error"), failure.message);
				listing.refused = failure.status === 400;
			}
		}
		if (listing === this.#listing) {
			this.#showSearching(false);
			this.#showEnd(from);
		}
	}

	#add({ prefix, keys, cursor }) {
		const listing = this.#listing;
		const now = Date.now();
		const fresh = keys.filter(key => !listing.names.has(key.name) && listing.names.add(key.name));
		listing.cursor = cursor;
		listing.ended = cursor === null;
		byId("keys-title").replaceChildren("Keys of ", name(prefix));
		this.#body.append(...fresh.map(key => rowOf(key, now, listing.mayShowValues)));
		this.#table.hidden = listing.names.size === 0;
		byId("keys-summary").textContent = `${plural(listing.names.size, "key")} so far`;
	}

	#showSearching(isSearching, share = 0) {
		this.#section.ariaBusy = isSearching;
		byId("searching").hidden = !isSearching;
		byId("search-progress").value = share;
		byId("search-share").textContent = percent(share);
		if (isSearching) {
			byId("more").hidden = true;
		}
	}

	#showEnd(from) {
		const { names, ended, refused } = this.#listing;
		const failed = !byId("keys-error").hidden;
		const more = byId("more");
		more.hidden = ended || refused;
		more.textContent = failed ? "Try again" : "More";
		const text = summary(names.size, ended, failed);
		byId("keys-summary").textContent = text;
		announce(text);
		if (from && document.activeElement === document.body) {
			focusAfter(this.#body, from, more);
		}
	}

	#tick() {
		const now = Date.now();
		for (const cell of this.#body.querySelectorAll(".ttl[data-until]")) {
			showTimeLeft(cell, now);
		}
	}
}

function summary(shownKeys, ended, failed) {
	if (shownKeys) {
		return `${plural(shownKeys, "key")} shown${ended ? "" : ", there may be more"}`;
	}
	if (failed) {
		return "";
	}
	return ended ? "No keys here." : "No keys found so far.";
}

/** The "More" button vanished while it had the focus: go on with the first new row, else with the button. */
function focusAfter(body, index, more) {
	const row = body.rows[index];
	if (row) {
		row.tabIndex = -1;
		row.focus({ preventScroll: true });
	} else if (!more.hidden) {
		more.focus();
	}
}

function rowOf(key, now, mayShowValues) {
	const row = element("tr", { role: "row", dataset: { key: key.name } },
		cell("key", name(key.name)),
		cell("declared", key.path ? name(key.path) : element("span", { className: "tag warning" }, "undeclared")),
		cell("kind", [key.kind, key.type].filter(Boolean).map(escaped).join(" / ")),
		ttlCell(key, now),
		cell("figure memory", key.memory === null ? NOTHING : bytes(key.memory)));
	const action = cell("action");
	row.append(action);
	if (mayShowValues && key.path && !SECRET_KINDS.has(key.kind)) {
		addValueTo(row, action, key);
	}
	return row;
}

function cell(className, ...children) {
	return element("td", { role: "cell", className }, ...children);
}

function ttlCell({ ttlMillis }, now) {
	const made = cell("figure ttl");
	if (ttlMillis === null) {
		made.textContent = "none";
	} else {
		made.dataset.until = now + ttlMillis;
		showTimeLeft(made, now);
	}
	return made;
}

function showTimeLeft(made, now) {
	const text = timeLeft(made.dataset.until - now);
	if (made.textContent !== text) {
		made.textContent = text;
		made.classList.toggle("expired", text === "expired");
	}
}
