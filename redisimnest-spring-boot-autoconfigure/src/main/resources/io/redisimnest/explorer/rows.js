import { element } from "./dom.js";
import { NOTHING, between, bytes, count, duration, estimated, isExact, percent, plural, roughly } from "./figures.js";
import { shareOf } from "./forest.js";
import { escaped, name } from "./text.js";

/** The row of a node in the tree; `place` is its position among its siblings, from 1, and their number. */
export function nodeRow(node, forest, { position, siblings, expanded, selected }) {
	const row = element("tr", {
		role: "row",
		tabIndex: -1,
		ariaLevel: node.level,
		ariaPosInSet: position,
		ariaSetSize: siblings,
		ariaSelected: selected,
		className: node.type,
		dataset: { path: node.path }
	}, nameCell(node), keysCell(node), shareCell(node, forest), memoryCell(node), ttlCell(node), findingsCell(node));
	if (node.children.length) {
		row.ariaExpanded = expanded;
	}
	row.style.setProperty("--level", node.level);
	return row;
}

/** The row that stands for siblings not shown yet. */
export function moreRow({ parentPath, level, step, left }) {
	const text = `Show ${count(Math.min(step, left))} more (${count(left)} left)`;
	const row = element("tr", {
		role: "row",
		tabIndex: -1,
		ariaLevel: level,
		className: "more",
		dataset: { more: parentPath, test: "show-more" }
	}, cell("name", text));
	row.style.setProperty("--level", level);
	return row;
}

function cell(className, ...children) {
	return element("td", { role: "gridcell", className }, ...children);
}

function nameCell(node) {
	const toggle = element("span", { className: node.children.length ? "toggle" : "toggle none", ariaHidden: "true" });
	const names = element("span", { className: "names" },
		element("span", { className: "own-name" }, name(node.name), ...marksOf(node)),
		element("span", { className: "template" }, name(node.template)));
	return cell("name", toggle, names);
}

function marksOf(node) {
	const marks = [];
	if (node.instances) {
		const noun = node.instances.value === 1 ? "instance" : "instances";
		marks.push(element("span", { className: "instances" }, `${roughly(node.instances)} ${noun}`));
	}
	if (node.protected) {
		marks.push(element("span", { className: "tag" }, "protected"));
	}
	return marks;
}

function keysCell({ keys }) {
	const made = cell("figure keys", estimated(keys));
	if (keys && !isExact(keys)) {
		made.title = between(keys);
	}
	return made;
}

function shareCell(node, forest) {
	const share = shareOf(node, forest);
	const fill = element("span", { className: "fill" });
	fill.style.width = `${share * 100}%`;
	return cell("share",
		element("span", { className: "bar", ariaHidden: "true" }, fill),
		element("span", {}, node.keys ? percent(share) : NOTHING));
}

function memoryCell({ memory, memoryIsExact }) {
	return cell("figure memory", memory === null ? NOTHING : (memoryIsExact ? "" : "≈ ") + bytes(memory));
}

function ttlCell({ ttlMillis }) {
	return cell("figure ttl", ttlMillis === null ? NOTHING : duration(ttlMillis));
}

function findingsCell({ findings, findingsBelow }) {
	if (findings.length) {
		const messages = findings.map(finding => escaped(finding.message)).join("\n");
		return cell("mark", markOf("own", `${findings.length}`, messages));
	}
	if (findingsBelow) {
		return cell("mark", markOf("below", "", `${plural(findingsBelow, "finding")} below`));
	}
	return cell("mark");
}

function markOf(className, text, title) {
	return element("span", { className: `finding-mark ${className}`, role: "img", title, ariaLabel: title }, text);
}
