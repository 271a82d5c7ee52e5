/** The element with this id; the page's skeleton is in index.html. */
export const byId = id => document.getElementById(id);

/**
 * Makes an element. Strings among the children become text, never markup:
 * all that the server says is hostile until shown as text.
 */
export function element(name, properties = {}, ...children) {
	const { dataset, ...others } = properties;
	const made = Object.assign(document.createElement(name), others);
	Object.assign(made.dataset, dataset);
	made.append(...children);
	return made;
}
