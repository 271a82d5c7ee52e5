import { byId, element } from "./dom.js";
import { bytes, count, percent, plural } from "./figures.js";
import { escaped, shown } from "./text.js";
import { squarified } from "./treemap.js";

const HUES = 10;
const OTHER = "other";
/** What is beyond so many, or smaller than this part of the whole, is drawn as one. */
const MOST_TILES = 100;
const SMALLEST = 0.002;
const HEADER = 20;
const GAP = 2;
const SUMMARISED = 5;

const MEASURES = {
	keys: { title: "Share of keys", of: node => node.keys?.value ?? 0, text: size => plural(Math.round(size), "key") },
	memory: { title: "Share of memory", of: node => node.memory ?? 0, text: bytes }
};

/**
 * The share of each cluster as a treemap of two levels. For screen readers it is one image with a summary;
 * the same figures, and the same choices for the keyboard, are in the tree.
 */
export class Picture {
	#frame = byId("picture");
	#onSelect;
	#forest = null;
	#measure = MEASURES.keys;

	constructor(onSelect) {
		this.#onSelect = onSelect;
		this.#frame.addEventListener("click", event => this.#clicked(event));
		byId("measure").addEventListener("change", event => this.#measureBy(event.target.value));
		new ResizeObserver(() => this.#draw()).observe(this.#frame);
	}

	show(forest) {
		this.#forest = forest;
		this.#draw();
	}

	#measureBy(measure) {
		this.#measure = MEASURES[measure];
		byId("picture-title").textContent = this.#measure.title;
		this.#draw();
	}

	#clicked(event) {
		const path = event.target.closest(".tile")?.dataset.node;
		if (path) {
			this.#onSelect(path);
		}
	}

	#draw() {
		const area = { x: 0, y: 0, width: this.#frame.clientWidth, height: this.#frame.clientHeight };
		if (!this.#forest || !area.width) {
			return;
		}
		const shares = this.#topShares();
		const total = sumOf(shares);
		this.#frame.ariaLabel = this.#summary(shares, total);
		this.#frame.replaceChildren();
		this.#frame.classList.toggle("empty", !total);
		if (total) {
			squarified(shares, area).forEach(tile => this.#drawNested(tile, total));
		} else {
			this.#frame.append(element("p", { className: "muted" }, "Nothing to draw."));
		}
	}

	/** The shares of the first level at which there is a choice. */
	#topShares() {
		let parent = null;
		let nodes = this.#forest.roots;
		while (nodes.length === 1 && nodes[0].children.length) {
			parent = nodes[0];
			nodes = parent.children;
		}
		return this.#sharesOf(nodes, parent);
	}

	/** Of each node and of what is undeclared besides; coloured by the given hue, else each by its own. */
	#sharesOf(nodes, parent, hue = null) {
		const firstHue = parent ? Math.max(0, this.#forest.roots.indexOf(parent)) * 2 : HUES / 2;
		const shares = nodes.map((node, index) => ({
			node,
			label: node.name,
			path: node.path,
			size: this.#measure.of(node),
			hue: hue ?? (firstHue + index) % HUES
		}));
		return [...withSmallOnesAsOne(shares), ...this.#undeclared(parent, shares)];
	}

	#undeclared(parent, declared) {
		if (!parent) {
			return [];
		}
		const rest = this.#measure.of(parent) - sumOf(declared);
		return rest > 0 ? [{ label: "undeclared", path: parent.path, size: rest, hue: OTHER }] : [];
	}

	/** The largest clusters in words; of several trees, those below the roots. */
	#summary(topShares, total) {
		if (!total) {
			return `${this.#measure.title}: nothing to draw.`;
		}
		const shares = topShares.flatMap(share => this.#isFrame(share) ? this.#sharesOf(share.node.children, share.node) : share);
		const largest = shares.toSorted((one, other) => other.size - one.size).slice(0, SUMMARISED);
		const texts = largest.filter(share => share.size > 0).map(share => `${titleOf(share)} ${percent(share.size / total)}`);
		return `${this.#measure.title}: ${texts.join(", ")}. All figures are in the table of templates.`;
	}

	/** One of several trees: it frames its clusters, and the colours are theirs. */
	#isFrame({ node }) {
		return node?.children.length > 0 && !node.parent;
	}

	/** A tile with those of its children in it, which share its colour, unless it is only their frame. */
	#drawNested(tile, total) {
		const { node, hue } = tile.item;
		const inner = { x: tile.x + GAP, y: tile.y + HEADER, width: tile.width - 2 * GAP, height: tile.height - HEADER - GAP };
		const isNested = node?.children.length > 0 && inner.width > 40 && inner.height > 24;
		if (!isNested) {
			this.#drawTile(tile, hue, total, "tile");
		} else if (!this.#isFrame(tile.item)) {
			this.#drawTile(tile, hue, total, "tile group");
			squarified(this.#sharesOf(node.children, node, hue), inner)
				.forEach(nested => this.#drawTile(nested, nested.item.hue, total, "tile nested"));
		} else {
			this.#drawTile(tile, OTHER, total, "tile group frame");
			squarified(this.#sharesOf(node.children, node), inner).forEach(nested => this.#drawNested(nested, total));
		}
	}

	#drawTile({ item, x, y, width, height }, hue, total, className) {
		const share = percent(item.size / total);
		const tile = element("div", {
			className: `${className} hue-${hue}`,
			title: `${titleOf(item)}\n${this.#measure.text(item.size)}, ${share}`,
			dataset: { node: item.path }
		});
		Object.assign(tile.style, {
			left: `${x}px`,
			top: `${y}px`,
			width: `${Math.max(1, width - GAP)}px`,
			height: `${Math.max(1, height - GAP)}px`
		});
		tile.append(...labelsThatFit(item.label, share, width - GAP, height - GAP));
		this.#frame.append(tile);
	}
}

function withSmallOnesAsOne(shares) {
	const total = sumOf(shares);
	const sorted = shares.toSorted((one, other) => other.size - one.size);
	const large = sorted.slice(0, MOST_TILES).filter(share => share.size >= total * SMALLEST);
	const small = sorted.slice(large.length).filter(share => share.size > 0);
	if (small.length < 2) {
		return shares;
	}
	const path = small[0].node.parent?.path ?? small[0].path;
	return [...large, { label: `${count(small.length)} small ones`, path, size: sumOf(small), hue: OTHER }];
}

function titleOf({ node, path, label }) {
	return node ? escaped(path) : `${escaped(path)} (${label})`;
}

const sumOf = shares => shares.reduce((sum, share) => sum + share.size, 0);

function labelsThatFit(label, share, width, height) {
	const widthOf = text => text.length * 7.3 + 12;
	if (height < 18 || widthOf(label) > width) {
		return [];
	}
	const labels = [element("span", { className: "tile-label" }, shown(label))];
	if (widthOf(`${label} ${share}`) <= width || height >= 36) {
		labels.push(" ", element("span", { className: "tile-share" }, share));
	}
	return labels;
}
