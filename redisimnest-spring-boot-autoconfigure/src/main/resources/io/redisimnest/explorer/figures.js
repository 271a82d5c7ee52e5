const NUMBER = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const ROUNDED = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
const MOMENT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

const BYTE_UNITS = ["B", "KiB", "MiB", "GiB", "TiB"];
const TIME_UNITS = [["d", 86_400_000], ["h", 3_600_000], ["min", 60_000], ["s", 1000]];

export const NOTHING = "–";

export const count = number => NUMBER.format(number);

export const plural = (number, one, many = one + "s") => `${count(number)} ${number === 1 ? one : many}`;

export const moment = iso => MOMENT.format(new Date(iso));

export const isExact = estimate => estimate.low === estimate.high;

/** `12`, or rounded as it is not known better: `≈ 1.2M ± 30K`. */
export function estimated(estimate) {
	if (!estimate) {
		return NOTHING;
	}
	if (isExact(estimate)) {
		return count(estimate.value);
	}
	return `≈ ${ROUNDED.format(estimate.value)} ± ${ROUNDED.format(margin(estimate))}`;
}

/** Without the margin, where there is little room. */
export function roughly(estimate) {
	return isExact(estimate) ? count(estimate.value) : `≈ ${ROUNDED.format(estimate.value)}`;
}

function margin({ value, low, high }) {
	return Math.max(high - value, value - low);
}

/** The interval of an estimate in full. */
export const between = ({ low, high }) => `between ${count(low)} and ${count(high)}`;

export function percent(share) {
	if (share > 0 && share < 0.001) {
		return "<0.1 %";
	}
	const digits = share === 0 || share === 1 ? 0 : 1;
	return `${(share * 100).toFixed(digits)} %`;
}

export function bytes(number) {
	let unit = 0;
	while (number >= 1024 && unit < BYTE_UNITS.length - 1) {
		number /= 1024;
		unit++;
	}
	const digits = unit > 0 && number < 10 ? 1 : 0;
	return `${number.toFixed(digits)} ${BYTE_UNITS[unit]}`;
}

/** In words, by the two largest units: `2 min`, `1 d 4 h`, `850 ms`. */
export function duration(millis) {
	if (millis < 1000) {
		return `${Math.round(millis)} ms`;
	}
	const first = TIME_UNITS.findIndex(([, size]) => millis >= size);
	let rest = millis;
	return TIME_UNITS.slice(first, first + 2)
		.map(([unit, size]) => {
			const amount = Math.floor(rest / size);
			rest -= amount * size;
			return amount ? `${count(amount)} ${unit}` : "";
		})
		.filter(Boolean)
		.join(" ");
}

/** What is left of a time to live, by whole seconds. */
export function timeLeft(millis) {
	return millis <= 0 ? "expired" : duration(Math.ceil(millis / 1000) * 1000);
}
