import { byId, element } from "./dom.js";
import { estimated } from "./figures.js";
import { escaped, name, shown } from "./text.js";

const TITLES = { UNDECLARED: "Undeclared", WITHOUT_TTL: "Without TTL", WRONG_KIND: "Wrong kind" };

/** What is not as declared. A click on a finding leads to its node. */
export class Findings {
	#list = byId("findings");

	constructor(onSelect) {
		this.#list.addEventListener("click", event => {
			const button = event.target.closest("button");
			if (button) {
				onSelect(button.dataset.node);
			}
		});
	}

	show(findings, isCounted) {
		byId("findings-count").textContent = findings.length || "";
		const none = isCounted ? "All keys are as declared." : "Not known without a count.";
		this.#list.replaceChildren(...findings.map(itemOf));
		if (!findings.length) {
			this.#list.append(element("li", { className: "muted pad" }, none));
		}
	}
}

function itemOf({ type, path, keys, examples, message }) {
	const head = element("span", { className: "finding-head" },
		element("span", { className: "tag warning" }, TITLES[type] ?? escaped(type)),
		name(path),
		element("span", { className: "finding-keys" }, keys ? `${estimated(keys)} ${keys.value === 1 ? "key" : "keys"}` : ""));
	const button = element("button", { type: "button", className: "finding", dataset: { node: path } },
		head,
		element("span", { className: "finding-message" }, shown(message)));
	if (examples.length) {
		button.append(element("span", { className: "examples" }, ...examples.map(name)));
	}
	return element("li", {}, button);
}
