import { byId } from "./dom.js";
import { escaped } from "./text.js";

/** Tells screen readers, without moving anything. */
export function announce(text) {
	byId("announcement").textContent = text;
}

/** Shows the message in a banner, or hides the banner when there is none. */
export function showMessage(banner, message) {
	banner.hidden = !message;
	banner.textContent = message ? escaped(message) : "";
}
