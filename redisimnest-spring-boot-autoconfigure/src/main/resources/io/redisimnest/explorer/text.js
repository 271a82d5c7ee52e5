import { element } from "./dom.js";

// All that would be invisible, or would change how its neighbours look: controls, bidi overrides,
// zero-width and other ignorable characters, lone surrogates, strange spaces, spaces at the ends.
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}|^ +| +$/gu;

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const SHORT = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escape(unseen) {
	return Array.from(unseen, character => SHORT[character] ?? numeric(character)).join("");
}

function numeric(character) {
	const hex = character.codePointAt(0).toString(16);
	return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, "0")}`;
}

/** The text with all unseen characters escaped, where only a string can be given (titles, labels). */
export function escaped(text) {
	return text.replace(UNSEEN, escape);
}

/** The text as nodes, escapes set apart, so that a real U+202E differs from the six letters \u202e. */
export function shown(text, { breakLines = false, plain = seen => [seen] } = {}) {
	const nodes = new DocumentFragment();
	let end = 0;
	for (const match of text.matchAll(UNSEEN)) {
		nodes.append(...plain(text.slice(end, match.index)));
		nodes.append(element("span", { className: "escape", textContent: escape(match[0]) }));
		if (breakLines && match[0] === "\n") {
			nodes.append("\n");
		}
		end = match.index + match[0].length;
	}
	nodes.append(...plain(text.slice(end)));
	return nodes;
}

/**
 * A key's name or a template. Its segments are isolated from each other where right-to-left letters
 * come, else these would reorder the segments on the screen.
 */
export function name(text) {
	const code = element("code", { className: "code", dir: "ltr" });
	if (!RIGHT_TO_LEFT.test(text)) {
		code.append(shown(text, { plain: breakable }));
		return code;
	}
	text.split(":").forEach((segment, index) => {
		code.append(index ? ":" : "", element("bdi", {}, shown(segment)));
	});
	return code;
}

/** With chances for a line break after each segment. */
function breakable(text) {
	return text.split(/(?<=[:.])/).flatMap((segment, index) => index ? [element("wbr"), segment] : [segment]);
}
