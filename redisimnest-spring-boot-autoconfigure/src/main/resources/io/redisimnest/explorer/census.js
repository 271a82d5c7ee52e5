import { element } from "./dom.js";
import { duration, moment, percent } from "./figures.js";

/** When and how it was counted, as nodes for one line. */
export function censusText(census) {
	if (!census) {
		return ["Not counted"];
	}
	const { takenAt, tookMillis, exact, coverage } = census;
	return [
		"Counted ",
		element("time", { dateTime: takenAt }, moment(takenAt)),
		` · ${exact ? "exact" : `estimated from ${percent(coverage)} of the keys`} · took ${duration(tookMillis)}`
	];
}
