import { buildSchema } from 'graphql';
import { fieldAtCursor } from '../../src/playground/field-at-cursor';

const schema = buildSchema(`
  type Query { enterprise(uscc: String): Enterprise }
  type Enterprise { uscc: String tax: Tax }
  type Tax { sizeClass: String revenueAtLeast(yuan: Int): String }
`);

/** `|` marks the cursor. */
function at(marked: string): string | undefined {
  const offset = marked.indexOf('|');
  return fieldAtCursor(schema, marked.replace('|', ''), offset);
}

test.each([
  ['a leaf', '{ enterprise { tax { size|Class } } }', 'Tax.sizeClass'],
  ['the end of a leaf', '{ enterprise { tax { sizeClass| } } }', 'Tax.sizeClass'],
  ['an alias', '{ enterprise { tax { si|ze: sizeClass } } }', 'Tax.sizeClass'],
  ['an argument', '{ enterprise { tax { revenueAtLeast(yu|an: 5) } } }', 'Tax.revenueAtLeast'],
  ['a slice', '{ enterprise { t|ax { sizeClass } } }', 'Enterprise.tax'],
  ['a root field', '{ enter|prise { uscc } }', 'Query.enterprise'],
  ['a fragment', '{ enterprise { ...F } } fragment F on Enterprise { us|cc }', 'Enterprise.uscc'],
  ['the operation itself', 'qu|ery { enterprise { uscc } }', undefined],
  ['an unknown field', '{ enterprise { tax { un|known } } }', undefined],
  ['broken text', '{ enterprise { tax { size|Class ', undefined],
])('the cursor on %s names its field', (_place, text, expected) => {
  expect(at(text)).toBe(expected);
});
