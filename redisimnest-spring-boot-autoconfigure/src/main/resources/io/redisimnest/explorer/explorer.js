import * as api from "./api.js";
import { censusText } from "./census.js";
import { Clearing } from "./clear.js";
import { Detail } from "./detail.js";
import { byId, element } from "./dom.js";
import { Findings } from "./findings.js";
import { forestOf } from "./forest.js";
import { KeyList } from "./keys.js";
import { announce, showMessage } from "./messages.js";
import { Picture } from "./picture.js";
import { escaped } from "./text.js";
import { Tree } from "./tree.js";

const TITLE = document.title;
const HASH = "#/";

const keyList = new KeyList();
const tree = new Tree(select);
const picture = new Picture(select);
const findings = new Findings(select);
const clearing = new Clearing(afterClear);
const detail = new Detail({
	onShowKeys: binding => {
		showMessage(byId("outcome"), null);
		keyList.open(binding, latest.mayShowValues);
	},
	onClear: binding => clearing.start(binding),
	onClusterChange: () => {
		showMessage(byId("outcome"), null);
		keyList.close();
	}
});

/** The latest answer of the server and the forest in it; null until the first came. */
let latest = null;
let forest = null;
let loading = Promise.resolve();

/** One after the other, so that the answer shown is the latest. */
function load(options) {
	loading = loading.then(() => loadNow(options));
	return loading;
}

async function loadNow({ fresh }) {
	const button = byId("count-again");
	button.ariaBusy = "true";
	try {
		show(await api.tree({ fresh }));
	} catch (failure) {
		showMessage(byId("error"), failure.message);
		if (!latest) {
			byId("census").textContent = "Not counted";
		}
	} finally {
		button.ariaBusy = "false";
	}
}

function show(answer) {
	const isFirst = !forest?.nodes.length;
	latest = answer;
	forest = forestOf(answer);
	showMessage(byId("error"), answer.error);
	byId("census").replaceChildren(...censusText(answer.census));
	byId("hint").hidden = true;
	byId("content").hidden = forest.nodes.length === 0;
	if (!forest.nodes.length) {
		showHint("No keys are declared. Name the root interfaces of your key trees in ",
			element("code", { className: "code" }, "@ImportClusters"), " on a configuration class of the application.");
		return;
	}
	if (answer.census && !forest.totalKeys) {
		showHint("Redis has no keys of these templates yet. As soon as the application stores some, they are counted here.");
	}
	tree.show(forest);
	picture.show(forest);
	findings.show(answer.findings, answer.census !== null);
	if (isFirst) {
		showSelected();
	} else {
		showDetail();
	}
}

function showHint(...content) {
	byId("hint").replaceChildren(...content);
	byId("hint").hidden = false;
}

function selectedPath() {
	return location.hash.startsWith(HASH) ? decoded(location.hash.slice(HASH.length)) : null;
}

function decoded(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return null;
	}
}

function select(path) {
	if (path !== selectedPath()) {
		history.pushState(null, "", HASH + encodeURIComponent(path));
	}
	showSelected();
	bringIntoSight(byId("detail"));
}

function selectedNode() {
	return forest.byPath.get(selectedPath()) ?? null;
}

function showSelected() {
	const node = selectedNode();
	document.title = node ? `${escaped(node.path)} – ${TITLE}` : TITLE;
	tree.select(node?.path ?? null);
	showDetail();
}

function showDetail() {
	detail.show(selectedNode(), forest, latest.mayClear);
}

/** On narrow screens the details are below the tree. */
function bringIntoSight(section) {
	const { top } = section.getBoundingClientRect();
	if (top < 0 || top > window.innerHeight - 120) {
		section.scrollIntoView({ block: "start" });
	}
}

async function afterClear(outcome) {
	showMessage(byId("outcome"), outcome);
	const { binding } = keyList;
	await Promise.all([
		load({ fresh: true }),
		binding && keyList.open(binding, latest.mayShowValues)
	]);
}

byId("count-again").addEventListener("click", async event => {
	if (event.currentTarget.ariaBusy === "true") {
		return;
	}
	await load({ fresh: true });
	if (byId("error").hidden) {
		announce("Counted again");
	}
});
window.addEventListener("popstate", () => forest?.nodes.length && showSelected());

load({ fresh: false });
