import * as api from "./api.js";
import { element } from "./dom.js";
import { escaped, shown } from "./text.js";

const COLUMNS = {
	hash: ["Field", "Value"],
	list: ["Element"],
	set: ["Member"],
	zset: ["Member", "Score"],
	stream: ["Id", "Fields"]
};

/** Adds a button to a key's row. The value is asked for only by its click, and dropped when hidden. */
export function addValueTo(row, action, key) {
	const button = element("button", {
		type: "button",
		className: "show-value small",
		ariaExpanded: "false",
		ariaLabel: `Value of ${escaped(key.name)}`
	}, "Value");
	button.addEventListener("click", () => button.ariaExpanded === "true" ? hide(row, button) : show(row, button, key));
	action.append(button);
}

function hide(row, button) {
	button.ariaExpanded = "false";
	button.textContent = "Value";
	row.querySelector(".value").remove();
}

async function show(row, button, key) {
	button.ariaExpanded = "true";
	button.textContent = "Hide";
	const cell = element("td", { role: "cell", className: "value", ariaLive: "polite" }, "Loading…");
	row.append(cell);
	cell.replaceChildren(...await contentOf(key));
}

async function contentOf(key) {
	try {
		return partsOf(await api.value(key));
	} catch (failure) {
		return [element("p", { className: "failure" }, shown(textOf(failure)))];
	}
}

function textOf(failure) {
	return failure.status === 404 ? "This key is gone, or not declared." : failure.message;
}

function partsOf({ type, text, entries, truncated }) {
	if (text === null && entries === null) {
		return [element("p", { className: "muted" }, "Too large, or of a type that cannot be looked into.")];
	}
	const parts = [entries ? tableOf(type, entries) : textBlock(text)];
	if (truncated) {
		parts.push(element("p", { className: "muted" }, "Only the beginning is shown."));
	}
	return parts;
}

function textBlock(text) {
	const content = text === "" ? element("span", { className: "muted" }, "(empty)") : shown(text, { breakLines: true });
	return element("pre", { className: "code", dir: "auto" }, content);
}

function tableOf(type, entries) {
	const columns = COLUMNS[type] ?? entries[0]?.map(() => "") ?? [];
	const head = element("thead", {}, element("tr", {}, ...columns.map(title => element("th", { scope: "col" }, title))));
	const rows = entries.map(entry => element("tr", {}, ...entry.map(part =>
		element("td", { className: "code" }, element("bdi", {}, shown(part, { breakLines: true }))))));
	return element("table", { className: "plain entries" }, head, element("tbody", {}, ...rows));
}
