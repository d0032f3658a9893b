/** No figure counts before every variant has given the same answer. */

/** Throws where the variants' `data` differ, or where one of them is not whole. */
export async function checkSameAnswers(variants, bodies) {
  for (const body of bodies) {
    const answers = await Promise.all(
      variants.map(async (variant) => [variant.name, await ask(variant, body)]),
    );
    const [[firstName, first], ...others] = answers;
    for (const [name, answer] of others)
      if (answer !== first)
        throw new Error(
          `${firstName} and ${name} answer ${body} differently:\n${excerpts(first, answer).join('\n')}`,
        );
  }
}

async function ask({ name, url, headers }, body) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(await headers()) },
    body,
  });
  const { data, errors } = await response.json();
  if (errors !== undefined || data === undefined || data === null)
    throw new Error(`${name} did not answer: ${JSON.stringify(errors).slice(0, 2000)}`);
  return JSON.stringify(sorted(data));
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]));
}

/** Both texts around the first place where they part. */
function excerpts(a, b) {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return [a, b].map((text) => text.slice(Math.max(0, at - 80), at + 120));
}
