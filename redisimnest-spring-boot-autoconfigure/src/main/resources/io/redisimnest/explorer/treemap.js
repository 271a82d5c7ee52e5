/**
 * Lays out items by their `size` in an area, as a squarified treemap (Bruls, Huizing, van Wijk):
 * rows are filled along the shorter side for as long as this makes their tiles more square.
 */
export function squarified(items, area) {
	const sorted = items.filter(item => item.size > 0).sort((one, other) => other.size - one.size);
	const total = sorted.reduce((sum, item) => sum + item.size, 0);
	const scale = area.width * area.height / total;
	const tiles = [];
	let rest = area;
	let row = [];
	for (const item of sorted) {
		const longer = [...row, { item, surface: item.size * scale }];
		if (row.length && worstRatio(longer, rest) > worstRatio(row, rest)) {
			rest = place(row, rest, tiles);
			row = [longer.at(-1)];
		} else {
			row = longer;
		}
	}
	place(row, rest, tiles);
	return tiles;
}

const surfaceOf = row => row.reduce((sum, { surface }) => sum + surface, 0);

function worstRatio(row, { width, height }) {
	const side = Math.min(width, height);
	const depth = surfaceOf(row) / side;
	const ratios = row.map(({ surface }) => {
		const length = surface / depth;
		return Math.max(length / depth, depth / length);
	});
	return Math.max(...ratios);
}

/** Adds the row's tiles, gives what is left of the area. */
function place(row, { x, y, width, height }, tiles) {
	const upright = width >= height;
	const depth = surfaceOf(row) / (upright ? height : width);
	let offset = 0;
	for (const { item, surface } of row) {
		const length = surface / depth;
		tiles.push(upright
			? { item, x, y: y + offset, width: depth, height: length }
			: { item, x: x + offset, y, width: length, height: depth });
		offset += length;
	}
	return upright
		? { x: x + depth, y, width: width - depth, height }
		: { x, y: y + depth, width, height: height - depth };
}
