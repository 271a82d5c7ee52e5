const SIGNED_OUT = "You are not signed in (any more). Sign in, then load this page again.";

/** A call that did not succeed. `status` is 0 if no answer came, else that of HTTP. */
export class Failure extends Error {
	constructor(message, status) {
		super(message);
		this.status = status;
	}
}

/** What a changing request has to send along; told by the tree. */
let required = { headers: {}, csrf: {} };

export async function tree({ fresh = false } = {}) {
	required = await call("api/tree" + (fresh ? "?fresh=true" : ""), { headers: required.headers });
	return required;
}

export function keys(cluster, cursor, signal) {
	const query = queryOf(cluster);
	if (cursor) {
		query.append("cursor", cursor);
	}
	return call(`api/keys?${query}`, { signal });
}

export const value = ({ path, name }) => call(`api/value?${new URLSearchParams({ path, key: name })}`);

export const startClear = cluster => change(`api/clears?${queryOf(cluster)}`);

export const confirmClear = (id, confirmation) => change(`${clearUrl(id)}?${new URLSearchParams({ confirmation })}`);

export const clearState = id => call(clearUrl(id));

export const cancelClear = id => change(`${clearUrl(id)}/cancel`);

const clearUrl = id => `api/clears/${encodeURIComponent(id)}`;

function queryOf({ path, values }) {
	const query = new URLSearchParams({ path });
	values.forEach(value => query.append("argument", value));
	return query;
}

const change = url =>
	call(url, { method: "POST", headers: required.headers, body: new URLSearchParams(required.csrf) });

async function call(url, options) {
	const response = await answerOf(url, options);
	if (response.type === "opaqueredirect") {
		throw new Failure(SIGNED_OUT, 401);
	}
	const body = await response.json().catch(unlessAborted);
	if (!response.ok) {
		throw new Failure(body?.error ?? messageOf(response.status), response.status);
	}
	if (!body) {
		throw new Failure("The application's answer is not understood.", response.status);
	}
	return body;
}

function unlessAborted(failure) {
	if (failure.name === "AbortError") {
		throw failure;
	}
	return null;
}

async function answerOf(url, options) {
	try {
		// A redirect leads to a login page, which must not be taken for an answer.
		return await fetch(url, { redirect: "manual", cache: "no-store", ...options });
	} catch (failure) {
		unlessAborted(failure);
		throw new Failure("The application does not answer.", 0);
	}
}

function messageOf(status) {
	return status === 401 || status === 403 ? SIGNED_OUT : `The application answers with status ${status}.`;
}
