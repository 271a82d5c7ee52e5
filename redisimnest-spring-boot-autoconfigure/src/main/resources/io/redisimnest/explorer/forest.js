import { isExact } from "./figures.js";

/**
 * The declared trees with what was counted. Each node of the answer is given its parent, children,
 * level (from 1), own name, findings, and memory in bytes (null when unknown).
 */
export function forestOf({ nodes: declared, findings }) {
	const byPath = new Map(declared.map(node => [node.path, nodeOf(node)]));
	const nodes = [...byPath.values()];
	nodes.forEach(node => link(node, byPath));
	findings.forEach(finding => byPath.get(finding.path)?.findings.push(finding));
	// Children come after their parents, so backwards they are complete when their parent's turn comes.
	nodes.toReversed().forEach(gather);

	const roots = nodes.filter(node => !node.parent);
	return { nodes, roots, byPath, totalKeys: sum(roots.map(root => root.keys?.value ?? 0)) };
}

function nodeOf(node) {
	return {
		...node,
		name: node.path.slice(node.path.lastIndexOf(".") + 1),
		searchText: `${node.path}\n${node.template}`.toLowerCase(),
		parent: null,
		children: [],
		level: 1,
		findings: [],
		findingsBelow: 0,
		memory: null
	};
}

function link(node, byPath) {
	node.parent = byPath.get(node.path.slice(0, Math.max(0, node.path.lastIndexOf(".")))) ?? null;
	if (node.parent) {
		node.parent.children.push(node);
		node.level = node.parent.level + 1;
	}
}

function gather(node) {
	if (node.type === "key") {
		node.memory = memoryOf(node);
		node.memoryIsExact = node.memory !== null && isExact(node.keys) && (node.sample?.size ?? 0) >= node.keys.value;
		return;
	}
	const known = node.children.filter(child => child.memory !== null);
	node.memory = known.length ? sum(known.map(child => child.memory)) : null;
	node.memoryIsExact = known.every(child => child.memoryIsExact);
	node.findingsBelow = sum(node.children.map(child => child.findings.length + child.findingsBelow));
}

function memoryOf({ keys, sample }) {
	if (keys?.value === 0) {
		return 0;
	}
	const average = sample?.averageMemory ?? null;
	return keys && average !== null ? average * keys.value : null;
}

const sum = numbers => numbers.reduce((total, number) => total + number, 0);

/** From the root down to the node's parent. */
export function ancestorsOf(node) {
	return node.parent ? [...ancestorsOf(node.parent), node.parent] : [];
}

/** The cluster whose keys are looked at when the node is selected. */
export function clusterOf(node) {
	return node.type === "cluster" ? node : node.parent;
}

/** The protected clusters that keep this one from being cleared: itself, or below it. */
export function protectedWithin(cluster) {
	const below = cluster.children.flatMap(protectedWithin);
	return cluster.protected ? [cluster, ...below] : below;
}

export function shareOf(node, forest) {
	return forest.totalKeys ? Math.min(1, (node.keys?.value ?? 0) / forest.totalKeys) : 0;
}
