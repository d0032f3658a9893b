/**
 * Loaded before a hub that is measured without a part of its record (`BENCH_WITHOUT=tree|record`): the hub itself has no
 * such switch. Without the tree nothing is hashed, signed or witnessed; without the record nothing is written either.
 */
const Module = require('node:module');

const without = process.env.BENCH_WITHOUT;
const nothing = () => undefined;
const done = () => Promise.resolve();

const inPlace = {
  'record-tree': {
    openRecordTree: async () => ({ head: () => ({ size: 0 }), flush: done, close: done }),
  },
  checkpointer: {
    startCheckpointer: () => ({ checkpoint: done, isOverdue: () => false, stop: done }),
    heldToWitnesses: (log) => log,
  },
  ...(without === 'record' && {
    'segment-log': {
      openSegmentLog: async ({ directory, unit }) => {
        let sequence = 0;
        return {
          unit,
          directory,
          append: async () => (sequence += 1),
          durable: () => ({ segment: '0000000000000001.log', offset: 0, sequence: 0 }),
          onDurable: () => nothing,
          isWritable: () => true,
          close: done,
        };
      },
    },
  }),
};

const load = Module._load;
Module._load = function (request, ...rest) {
  const [, name] = /\/audit\/([\w-]+)$/.exec(request) ?? [];
  return inPlace[name] ?? load.call(this, request, ...rest);
};
