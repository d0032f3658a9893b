import type { FastifyInstance } from 'fastify';
import type { ReceiptItem } from '../audit/receipt';
import { timeOfRequest } from '../audit/request-id';
import type { Verifier } from '../identity/verifier';
import type { Caller } from '../kit/caller';
import { problem } from './http-server';

export interface ReceiptOptions {
  readonly verify: Verifier;
  readonly publicUrl: string;
  readonly subjectHash: (uscc: string) => string;
  /** What the owners' logs hold of a request. */
  readonly find: (id: string) => Promise<readonly ReceiptItem[]>;
  /** The signed receipt as it is handed out. */
  readonly sign: (id: string, items: readonly ReceiptItem[]) => Promise<string>;
  /** The owners' public keys, one a line. */
  readonly keys: () => Promise<readonly string[]>;
}

/** `GET /receipts/<id>`: whoever asked may have its owners' signed word for what it was told; nobody else. */
export function receiptRoutes({ verify, publicUrl, subjectHash, find, sign, keys }: ReceiptOptions) {
  // Logs are read from disk for it, so one after another: requests come first.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
  return (server: FastifyInstance): void => {
    server.get('/receipts/keys', async (_request, reply) =>
      reply.type('text/plain; charset=utf-8').send(`${(await keys()).join('\n')}\n`),
    );
    server.get<{ Params: { id: string } }>('/receipts/:id', async (request, reply) => {
      const { authorization, dpop } = request.headers;
      const caller = await verify({
        headers: { authorization, dpop: typeof dpop === 'string' ? dpop : undefined },
        method: 'GET',
        url: `${publicUrl}${request.url}`,
      });
      if (caller.kind === 'stranger')
        return reply.code(401).send(problem('UNAUTHENTICATED', '回执只给当时查询的一方'));
      const { id } = request.params;
      const items = timeOfRequest(id) === undefined ? [] : await inTurn(() => find(id));
      if (items.length === 0 || !items.every((item) => isOf(caller, item, subjectHash)))
        return reply
          .code(404)
          .send(problem('BAD_USER_INPUT', '没有这个回执：回执号见答复的 extensions.sharing.receipt'));
      return reply.type('application/json; charset=utf-8').send(await sign(id, items));
    });
  };
}

/** The same system of the same unit, or the one enterprise that the request was about. */
function isOf(caller: Caller, { entry }: ReceiptItem, subjectHash: (uscc: string) => string): boolean {
  const { consumer, subjects } = entry;
  if (caller.kind !== consumer.kind) return false;
  if (caller.kind === 'unit')
    return (
      caller.unit === consumer.unit &&
      caller.system === consumer.system &&
      caller.division === consumer.division
    );
  if (caller.kind === 'stranger' || subjects.length === 0) return false;
  const own = subjectHash(caller.uscc);
  return subjects.every((subject) => subject === own);
}
