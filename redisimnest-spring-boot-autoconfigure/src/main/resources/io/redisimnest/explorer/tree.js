import { byId } from "./dom.js";
import { plural } from "./figures.js";
import { ancestorsOf } from "./forest.js";
import { moreRow, nodeRow } from "./rows.js";

/** So many rows are built at once, below one cluster or of a filter's matches. */
const STEP = 200;
const SMALL_TREE = 60;

const STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };

/** The treegrid of all templates. Rows are built only when they come into sight of their cluster. */
export class Tree {
	#body = byId("tree").tBodies[0];
	#scroller = byId("tree-scroller");
	#filter = byId("filter");
	#onSelect;
	#forest = null;
	#expanded = null;
	#limits = new Map();
	/** Paths beyond their cluster's limit that are shown nevertheless, as they were selected. */
	#pinned = new Set();
	/** While filtered: what matches and its ancestors, and which of these are expanded. */
	#filtered = null;
	#selected = null;

	constructor(onSelect) {
		this.#onSelect = onSelect;
		this.#body.addEventListener("click", event => this.#clicked(event));
		this.#body.addEventListener("keydown", event => this.#pressed(event));
		this.#body.addEventListener("focusin", event => this.#makeTabStop(event.target.closest("tr")));
		this.#filter.addEventListener("input", () => this.#applyFilter());
	}

	show(forest) {
		this.#forest = forest;
		this.#expanded ??= new Set((forest.nodes.length < SMALL_TREE ? forest.nodes : forest.roots).map(node => node.path));
		this.#applyFilter(this.#filtered?.limit);
	}

	/** Marks the node as selected and brings its row into sight, whatever hides it. */
	select(path) {
		this.#selected = path;
		const node = this.#forest.byPath.get(path);
		if (node && !this.#rowOf(path)) {
			this.#uncover(node);
		}
		for (const row of this.#body.rows) {
			row.ariaSelected = row.dataset.path === path;
		}
		const row = this.#rowOf(path);
		if (row) {
			this.#makeTabStop(row);
			this.#scrollTo(row);
		}
	}

	#uncover(node) {
		this.#filter.value = "";
		this.#filtered = null;
		for (const hidden of [...ancestorsOf(node), node]) {
			this.#pinned.add(hidden.path);
			if (hidden !== node) {
				this.#expanded.add(hidden.path);
			}
		}
		this.#applyFilter();
	}

	/** Looks again twice: heights of rows out of sight are estimates until they are laid out. */
	#scrollTo(row, again = 2) {
		const top = row.offsetTop - this.#scroller.scrollTop;
		const head = this.#body.offsetTop;
		if (top < head || top + row.offsetHeight > this.#scroller.clientHeight) {
			this.#scroller.scrollTop = row.offsetTop - this.#scroller.clientHeight / 2;
		}
		if (again) {
			requestAnimationFrame(() => this.#scrollTo(row, again - 1));
		}
	}

	#applyFilter(limit = STEP) {
		const wanted = this.#filter.value.trim().toLowerCase();
		this.#filtered = wanted ? this.#filteredBy(wanted, limit) : null;
		byId("filter-status").textContent = wanted ? plural(this.#filtered.total, "match", "matches") : "";
		this.#rebuild();
	}

	#filteredBy(wanted, limit) {
		const matches = this.#forest.nodes.filter(node => node.searchText.includes(wanted));
		const shown = new Set();
		const expanded = new Set();
		for (const match of matches.slice(0, limit)) {
			shown.add(match);
			for (const ancestor of ancestorsOf(match)) {
				shown.add(ancestor);
				expanded.add(ancestor.path);
			}
		}
		return { shown, expanded, limit, total: matches.length };
	}

	#rebuild() {
		const active = this.#body.querySelector("tr[tabindex='0']")?.dataset.path ?? this.#selected;
		const hadFocus = this.#body.contains(document.activeElement);
		this.#body.replaceChildren(...this.#rowsBelow(null), ...this.#moreMatches());
		const row = this.#rowOf(active) ?? this.#body.rows[0];
		this.#makeTabStop(row);
		if (hadFocus) {
			row?.focus();
		}
	}

	#moreMatches() {
		const left = this.#filtered ? this.#filtered.total - this.#filtered.limit : 0;
		return left > 0 ? [moreRow({ parentPath: "", level: 1, step: STEP, left })] : [];
	}

	#rowsBelow(parent) {
		const siblings = this.#childrenOf(parent);
		const limit = this.#filtered ? Infinity : this.#limitOf(parent);
		const rows = [];
		siblings.forEach((node, index) => {
			if (index === limit) {
				rows.push(moreRow({ parentPath: parent?.path ?? "", level: node.level, step: STEP, left: siblings.length - limit }));
			}
			if (index < limit || this.#pinned.has(node.path)) {
				rows.push(...this.#rowsOf(node, index + 1, siblings.length));
			}
		});
		return rows;
	}

	#rowsOf(node, position, siblings) {
		const expanded = this.#expandedNow.has(node.path);
		const selected = node.path === this.#selected;
		const row = nodeRow(node, this.#forest, { position, siblings, expanded, selected });
		return expanded ? [row, ...this.#rowsBelow(node)] : [row];
	}

	#childrenOf(parent) {
		const children = parent ? parent.children : this.#forest.roots;
		return this.#filtered ? children.filter(child => this.#filtered.shown.has(child)) : children;
	}

	#limitOf(parent) {
		return this.#limits.get(parent?.path ?? "") ?? STEP;
	}

	get #expandedNow() {
		return this.#filtered?.expanded ?? this.#expanded;
	}

	#rowOf(path) {
		return path ? this.#body.querySelector(`tr[data-path="${CSS.escape(path)}"]`) : null;
	}

	#makeTabStop(row) {
		this.#body.querySelectorAll("tr[tabindex='0']").forEach(former => former.tabIndex = -1);
		if (row) {
			row.tabIndex = 0;
		}
	}

	#clicked(event) {
		const row = event.target.closest("tr");
		if (event.target.closest(".toggle") && row.ariaExpanded) {
			this.#toggle(row);
			row.focus({ preventScroll: true });
		} else {
			this.#activate(row);
		}
	}

	#activate(row) {
		if (row.dataset.path) {
			row.focus({ preventScroll: true });
			this.#onSelect(row.dataset.path);
		} else {
			this.#showMore(row);
		}
	}

	#showMore(row) {
		const parentPath = row.dataset.more;
		const before = row.previousElementSibling?.dataset.path;
		if (this.#filtered) {
			this.#applyFilter(this.#filtered.limit + STEP);
		} else {
			const parent = this.#forest.byPath.get(parentPath);
			this.#limits.set(parentPath, this.#limitOf(parent) + STEP);
			this.#rebuild();
		}
		this.#rowOf(before)?.nextElementSibling.focus();
	}

	#toggle(row) {
		const path = row.dataset.path;
		if (row.ariaExpanded === "true") {
			this.#expandedNow.delete(path);
			rowsWithin(row).forEach(below => below.remove());
			row.ariaExpanded = false;
		} else {
			this.#expandedNow.add(path);
			row.after(...this.#rowsBelow(this.#forest.byPath.get(path)));
			row.ariaExpanded = true;
		}
	}

	#pressed(event) {
		if (event.altKey || event.ctrlKey || event.metaKey) {
			return;
		}
		const row = event.target.closest("tr");
		if (event.key in STEPS) {
			this.#move(row, STEPS[event.key]);
		} else if (event.key === "ArrowRight") {
			this.#goIn(row);
		} else if (event.key === "ArrowLeft") {
			this.#goOut(row);
		} else if (event.key === "Enter" || event.key === " ") {
			this.#activate(row);
		} else {
			return;
		}
		event.preventDefault();
	}

	#move(row, step) {
		const rows = this.#body.rows;
		const index = row.sectionRowIndex + step;
		rows[Math.min(rows.length - 1, Math.max(0, index))].focus();
	}

	#goIn(row) {
		if (row.ariaExpanded === "false") {
			this.#toggle(row);
		} else if (row.ariaExpanded === "true") {
			row.nextElementSibling?.focus();
		}
	}

	#goOut(row) {
		if (row.ariaExpanded === "true") {
			this.#toggle(row);
			return;
		}
		const parent = row.dataset.path ? this.#forest.byPath.get(row.dataset.path).parent?.path : row.dataset.more;
		this.#rowOf(parent)?.focus();
	}
}

function rowsWithin(row) {
	const within = [];
	for (let next = row.nextElementSibling; next && levelOf(next) > levelOf(row); next = next.nextElementSibling) {
		within.push(next);
	}
	return within;
}

const levelOf = row => Number(row.ariaLevel);
