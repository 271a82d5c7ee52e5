import { byId, element } from "./dom.js";
import { NOTHING, between, bytes, count, duration, estimated, isExact, percent, plural } from "./figures.js";
import { clusterOf, protectedWithin, shareOf } from "./forest.js";
import { escaped, name, shown } from "./text.js";

const WHOLE_NUMBERS = /^(byte|short|int|long|java\.lang\.(Byte|Short|Integer|Long)|java\.math\.BigInteger)$/;

/** The selected node in words, and the form that binds its cluster to arguments. */
export class Detail {
	#form = byId("binding");
	#cluster = null;
	/** The latest arguments by parameter, so that going to a nested cluster keeps the user. */
	#latest = new Map();

	/** `onShowKeys` and `onClear` are given the bound cluster: {path, values}. */
	constructor({ onShowKeys, onClear, onClusterChange }) {
		this.onClusterChange = onClusterChange;
		this.#form.addEventListener("submit", event => {
			event.preventDefault();
			onShowKeys(this.#binding());
		});
		byId("clear").addEventListener("click", () => {
			if (this.#form.reportValidity()) {
				onClear(this.#binding());
			}
		});
	}

	show(node, forest, mayClear) {
		byId("detail-hint").hidden = node !== null;
		byId("detail-body").hidden = node === null;
		byId("detail-title").replaceChildren(node ? name(node.path) : "Details");
		if (!node) {
			return;
		}
		byId("facts").replaceChildren(...factsOf(node, forest).flatMap(([term, ...facts]) => [
			element("dt", {}, term),
			element("dd", {}, ...facts)
		]));
		this.#bindTo(clusterOf(node));
		this.#offerClear(mayClear);
	}

	#bindTo(cluster) {
		if (cluster.path !== this.#cluster?.path) {
			byId("arguments").replaceChildren(...cluster.parameters.map(parameter => this.#fieldOf(parameter)));
			this.onClusterChange();
		}
		this.#cluster = cluster;
		byId("binding-title").replaceChildren("Keys of ", name(cluster.template));
	}

	#fieldOf({ name: parameter, type }) {
		const input = element("input", {
			name: "argument",
			type: "text",
			required: true,
			autocomplete: "off",
			spellcheck: false,
			inputMode: WHOLE_NUMBERS.test(type) ? "numeric" : "text",
			value: this.#latest.get(parameter) ?? ""
		});
		input.addEventListener("input", () => this.#latest.set(parameter, input.value));
		const label = element("span", {}, shown(parameter), " ", element("span", { className: "muted" }, shown(simple(type))));
		return element("label", { className: "field" }, label, input);
	}

	#binding() {
		const inputs = this.#form.querySelectorAll("input[name='argument']");
		return { path: this.#cluster.path, values: Array.from(inputs, input => input.value) };
	}

	#offerClear(mayClear) {
		const blockers = protectedWithin(this.#cluster).map(cluster => cluster.path);
		const reason = byId("clear-reason");
		byId("clear").hidden = !mayClear;
		byId("clear").disabled = blockers.length > 0;
		reason.hidden = !mayClear || !blockers.length;
		const verb = blockers.length === 1 ? "is" : "are";
		reason.textContent = `Cannot be cleared: ${blockers.map(escaped).join(", ")} ${verb} protected.`;
	}
}

const simple = type => type.replace(/[\w$]+\./g, "");

function factsOf(node, forest) {
	const facts = [["Template", name(node.template)]];
	if (node.type === "key") {
		facts.push(["Kind", shown(node.kind)], ["Value type", name(node.valueType)]);
	}
	facts.push(
		["TTL", node.ttlMillis === null ? "none declared" : duration(node.ttlMillis)],
		["Parameters", ...parametersOf(node)],
		["Keys", keysOf(node)],
		["Share", node.keys ? `${percent(shareOf(node, forest))} of all keys` : NOTHING]);
	if (node.instances) {
		facts.push(["Instances", estimated(node.instances)]);
	}
	if (node.undeclared) {
		facts.push(["Undeclared keys", estimated(node.undeclared)]);
	}
	if (node.protected) {
		facts.push(["Protected", "yes, it cannot be cleared"]);
	}
	return node.sample ? [...facts, ...sampleFacts(node.sample)] : facts;
}

function keysOf({ keys }) {
	return keys && !isExact(keys) ? `${estimated(keys)}, ${between(keys)}` : estimated(keys);
}

function parametersOf({ parameters }) {
	if (!parameters.length) {
		return ["none"];
	}
	return parameters.flatMap((parameter, index) => [
		index ? ", " : "", name(parameter.name), " ", element("span", { className: "muted" }, shown(parameter.type))
	]);
}

function sampleFacts({ size, averageMemory, withoutTtl, ttlQuartilesMillis, wrongKind }) {
	const facts = [["Sampled", plural(size, "key")]];
	if (averageMemory !== null) {
		facts.push(["Average memory", bytes(averageMemory)]);
	}
	if (ttlQuartilesMillis?.length) {
		facts.push(["TTL left", quartiles(ttlQuartilesMillis)]);
	}
	facts.push(["Without TTL", percent(withoutTtl)], ["Wrong kind", percent(wrongKind)]);
	return facts;
}

const QUARTILES = ["least", "¼", "half", "¾", "most"];

function quartiles(millis) {
	const terms = millis.map((value, index) => element("span", { className: "quartile" },
		element("span", { className: "muted" }, QUARTILES[index] ?? count(index)), duration(value)));
	return element("span", { className: "quartiles" }, ...terms);
}
