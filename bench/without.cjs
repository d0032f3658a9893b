/**
 * Loaded before a hub that is measured without a part of its record (`BENCH_WITHOUT=tree|record`): the hub itself has no
 * such switch. Without the tree nothing is hashed, signed or witnessed; without the record nothing is written either.
 */
const Module = require('node:module');

const without = process.env.BENCH_WITHOUT;
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
    'record-thread': {
      recordThread: () => ({
        open: async ({ databases }) => {
          let sequence = 0;
          const record = {
            append: async () => (sequence += 1),
            isWritable: async () => true,
            carried: done,
          };
          return { units: new Map([...databases.keys()].map((unit) => [unit, record])), close: done };
        },
        abandon: done,
      }),
    },
  }),
};

const load = Module._load;
Module._load = function (request, ...rest) {
  const [, name] = /^\.[^]*\/([\w-]+)$/.exec(request) ?? [];
  return inPlace[name] ?? load.call(this, request, ...rest);
};
