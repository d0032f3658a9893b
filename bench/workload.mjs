/** The two pieces of work, and who asks for them: 25 fields of six units, one enterprise (P1) or fifty (P2). */

/** 省金融监管局 under M09 may read every field below without an enterprise's own consent. */
export const caller = { unit: 'LFR', purpose: 'M09', system: 'main' };

export const LIST_LENGTH = 50;

const fields = `
  uscc
  registration {
    name companyType status establishedOn registeredCapital { fen currency } division industry
    legalRepresentativeName abnormalListed seriouslyDishonest
  }
  ip { qualityAwards standardsJoined }
  cultivation { tier mainProduct nicheMarket }
  tax { arrearsAnnounced revenueBand debtRatioAtMost(ratio: "0.75") }
  fiscal { reservedShareWins awards { year kind amount { fen } } }
  regionalMarket { displayed layer sponsor greenChannelUsed }
  energy { electricityGrowthAtLeast(ratio: "0.05") }`;

/** Each makes the body of one request with keys of its own: equal requests in flight would be answered as one. */
export const workloads = {
  P1: {
    title: '一家企业',
    body: (usccs) =>
      JSON.stringify({
        query: `query Profile($uscc: USCC!) { enterprise(uscc: $uscc) {${fields}\n} }`,
        variables: { uscc: pick(usccs) },
      }),
  },
  P2: {
    title: `${LIST_LENGTH} 家企业`,
    body: (usccs) =>
      JSON.stringify({
        query: `query Profiles($usccs: [USCC!]!) { enterprisesByUscc(usccs: $usccs) {${fields}\n} }`,
        variables: { usccs: pickMany(usccs, LIST_LENGTH) },
      }),
  },
};

function pick(values) {
  return values[Math.floor(Math.random() * values.length)];
}

function pickMany(values, count) {
  const picked = new Set();
  while (picked.size < Math.min(count, values.length)) picked.add(pick(values));
  return [...picked];
}
