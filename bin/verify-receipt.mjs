#!/usr/bin/env node
/**
 * Verifies a receipt without the hub: `verify-receipt <keys> <receipt.json>`. Needs Node and nothing else; the keys are
 * those that `srdi-hub audit keys` prints, got from somewhere else than the receipt. Leaves with 1 if anything is amiss.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';

const TOLD = ['clear', 'masked', 'predicate', 'change'];
/** C2SP signed-note: types of signatures; and how many other units must have cosigned a checkpoint. */
const [NOTE, COSIGNATURE, WITNESSES] = [1, 4, 2];

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);
const keyId = (name, type, key) => sha256(`${name}\n`, Buffer.of(type), key).subarray(0, 4);

function must(holds, problem) {
  if (!holds) throw new Error(problem);
}

/** Base64 that says the same in one way only. */
function bytesOf(base64) {
  const bytes = Buffer.from(base64, 'base64');
  must(bytes.toString('base64') === base64, `不是规范的 Base64：${base64}`);
  return bytes;
}

export function readKeys(text) {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const [, name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line) ?? [];
    const bytes = bytesOf(encoded ?? '');
    const [type, raw] = [bytes[0], bytes.subarray(1)];
    const isKey = type === NOTE && raw.length === 32;
    must(isKey && keyId(name, NOTE, raw).toString('hex') === id, `不是 Ed25519 公钥，无法核验：${line}`);
    const key = { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') };
    return { name, raw, publicKey: createPublicKey({ key, format: 'jwk' }) };
  });
}

/** Every signature of a note must be of a known key and hold; gives the text, who signed and who cosigned. */
function openNote(note, keys) {
  const end = note.lastIndexOf('\n\n');
  must(end > 0 && note.endsWith('\n'), '签名文本的格式不对');
  const text = note.slice(0, end + 1);
  const [signers, witnesses] = [[], []];
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, name, encoded] = /^— (\S+) (\S+)$/.exec(line) ?? [];
    const bytes = bytesOf(encoded ?? '');
    const keyAs = (type) =>
      keys.find((key) => key.name === name && keyId(name, type, key.raw).equals(bytes.subarray(0, 4)));
    const [signer, witness] = [keyAs(NOTE), keyAs(COSIGNATURE)];
    must(signer ?? witness, `没有 ${name} 的公钥`);
    const time = witness && bytes.readBigUInt64BE(4);
    const message = witness ? `cosignature/v1\ntime ${time}\n${text}` : text;
    const signature = bytes.subarray(witness ? 12 : 4);
    must(verify(null, Buffer.from(message), (signer ?? witness).publicKey, signature), `${name} 的签名不符`);
    (witness ? witnesses : signers).push(name);
  }
  return { lines: text.split('\n'), signers, witnesses };
}

/** RFC 9162 2.1.3.2: the root that a leaf and its proof lead to. */
function rootOf(leaf, index, size, proof) {
  let [node, last, root] = [index, size - 1, leaf];
  for (const sibling of proof) {
    must(last > 0 && sibling.length === 32, '存在性证明过长');
    if (node % 2 === 1 || node === last) {
      root = nodeHash(sibling, root);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else root = nodeHash(root, sibling);
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  must(last === 0 && index < size, '存在性证明过短');
  return root;
}

/** What the records themselves say was told and refused. */
function summaryOf([entry, ...completions]) {
  const isTold = ({ outcome }) => TOLD.includes(outcome);
  const state = completions.at(-1)?.state ?? entry.state;
  const { time, bundle, fields } = entry;
  const rows = completions.flatMap(({ refused = [] }) => refused);
  const refused = fields
    .filter((field) => !isTold(field))
    .map(({ field, outcome: code }) => ({ field, code }));
  const refusedRows = rows.map(({ field, code, count }) => ({ field, code, rows: count }));
  const told = state === 'answered' ? fields.filter(isTold) : [];
  return { time, bundle, told, refused: [...refused, ...refusedRows] };
}

function verifyUnit(item, receipt, answered, keys) {
  const { unit, records, statement, checkpoint, proofs, ...summary } = item;
  const origin = `srdi-hub/${unit}`;
  const parsed = records.map((json) => JSON.parse(json));
  const [entry, ...completions] = parsed;
  must(entry?.requestId === receipt, '不是这次请求的记录');
  must(!completions.some(({ of }) => of !== entry.sequence), '补记不属于这条记录');
  must(JSON.stringify(summary) === JSON.stringify(summaryOf(parsed)), '所列字段与记录不符');
  const leaves = records.map((json) => sha256(Buffer.of(0), json));
  const stated = openNote(statement, keys);
  const expected = [
    ...[`${origin} receipt`, receipt, `units ${answered}`],
    ...leaves.map((leaf, index) => `record ${parsed[index].sequence} ${leaf.toString('base64')}`),
  ];
  must(stated.lines.join('\n') === [...expected, ''].join('\n'), '所签内容与记录不符');
  must(stated.signers.join() === origin && stated.witnesses.length === 0, `不是 ${origin} 所签`);
  if (checkpoint === null) {
    must(proofs.length === 0, '没有检查点却有证明');
    return '尚无见证';
  }
  const { lines, signers, witnesses } = openNote(checkpoint, keys);
  const [name, size, root] = lines;
  must(name === origin && signers.join() === origin, `检查点不是 ${origin} 所签`);
  const others = new Set(witnesses.filter((witness) => witness !== origin));
  must(others.size >= WITNESSES && others.size === witnesses.length, `检查点的见证单位不足 ${WITNESSES} 个`);
  must(proofs.length === records.length, '证明与记录的条数不符');
  for (const [index, proof] of proofs.entries()) {
    const led = rootOf(leaves[index], parsed[index].sequence - 1, Number(size), proof.map(bytesOf));
    must(led.toString('base64') === root, '存在性证明与检查点不符');
  }
  return `已由 ${[...others].join('、')} 见证`;
}

/** Gives what the receipt proves, line by line; throws where anything of it does not hold. */
export function verifyReceipt(text, keys) {
  const content = JSON.parse(text);
  must(text === `${JSON.stringify(content, null, 2)}\n`, '不是原样的回执');
  const { receipt, units, ...more } = content;
  must(Object.keys(more).length === 0 && units.length > 0, '不是回执');
  const answered = units.map(({ unit }) => unit).join(' ');
  const lines = units.flatMap((item) => [
    `${item.unit} ${item.time} 授权包 ${item.bundle}，${verifyUnit(item, receipt, answered, keys)}`,
    ...item.told.map(({ field, outcome, agreement }) => `  ${field} ${outcome} ${agreement ?? '无需协议'}`),
  ]);
  return [...lines, `回执 ${receipt} 核对无误`];
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === import.meta.filename) {
  try {
    const [keysPath, receiptPath] = process.argv.slice(2);
    must(keysPath && receiptPath, '用法：verify-receipt <公钥文件> <回执文件>');
    const keys = readKeys(readFileSync(keysPath, 'utf8'));
    process.stdout.write(`${verifyReceipt(readFileSync(receiptPath, 'utf8'), keys).join('\n')}\n`);
  } catch (error) {
    process.stderr.write(`回执不可信：${error.message}\n`);
    process.exitCode = 1;
  }
}
