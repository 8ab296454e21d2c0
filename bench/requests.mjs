import { URLSearchParams } from 'node:url';
import { PAGE } from './bare-reads.mjs';
import { contactOf, idOf, SIZES, tokenOf } from './data.mjs';
import { load } from './processes.mjs';
import { median } from './yardsticks.mjs';

const ASKED = 500;

/** Each measure as the load program takes it, for the yardstick and for the product. */
export function measures(size) {
  const { groups, contracts } = SIZES[size];
  // Even numbers are contracts of the first health body.
  const some = Array.from({ length: ASKED }, (_, at) => ((at * 7) % (contracts / 2)) * 2);
  const page = new URLSearchParams(PAGE).toString();
  const largest = [partnership(0, groups)];
  const fifty = Array.from({ length: 50 }, (_, at) => partnership(at + 1, groups));
  return [
    reads(
      'contract',
      some.map((n) => idOf('contract', n)),
      'contracts',
    ),
    reads(
      'instalment',
      some.map((n) => idOf('instalment', n * 12 + (n % 12))),
      'instalments',
    ),
    {
      key: 'page',
      bare: { paths: ['/page'] },
      product: { paths: [`/api/v1/instalments?${page}`], headers: [tokenHeader(0)] },
    },
    writes('engagement-50', 'engagements', fifty, engagement),
    writes('engagement-1', 'engagements', largest, engagement),
    writes('draft', 'contracts', largest, draft),
  ];
}

/** Long enough for both to run compiled code: the product has far more of it than its yardstick. */
const WARM_UP_SECONDS = 4;

/**
 * Requests a second of both, in turn, after a first round that only warms up. The ratio is that of the median round, as
 * a machine that slows down for a while slows down both halves of a round.
 */
export async function compare({ key, bare, product }, origins, { seconds, repeats }) {
  const rounds = [];
  for (let round = 0; round <= repeats; round += 1) {
    const length = round === 0 ? WARM_UP_SECONDS : seconds;
    const yardstick = await load({ name: `${key}, yardstick`, origin: origins.bare, seconds: length, ...bare });
    const own = await load({ name: key, origin: origins.product, seconds: length, ...product });
    if (round > 0) rounds.push({ yardstick: yardstick.perSecond, product: own.perSecond });
  }
  return {
    yardstick: median(rounds.map(({ yardstick }) => yardstick)),
    product: median(rounds.map(({ product }) => product)),
    ratio: median(rounds.map(({ yardstick, product }) => product / yardstick)),
  };
}

/** Throws unless the yardstick of a read answers what the product answers. */
export async function checkSame({ key, bare, product }, origins) {
  if (bare.method === 'POST') return;
  const answers = [
    await globalThis.fetch(origins.bare + bare.paths[0]),
    await globalThis.fetch(origins.product + product.paths[0], { headers: product.headers[0] }),
  ];
  const [yardstick, own] = await Promise.all(answers.map((answer) => answer.json()));
  const [left, right] = key === 'page' ? [yardstick.items, own.items] : [yardstick, own];
  if (JSON.stringify(left) !== JSON.stringify(right)) {
    throw new Error(
      `${key}: the yardstick answers ${JSON.stringify(left)?.slice(0, 400)}, the product ${JSON.stringify(right)?.slice(0, 400)}`,
    );
  }
}

const tokenHeader = (body) => ({ authorization: `Bearer ${tokenOf(body)}` });

function reads(key, ids, path) {
  return {
    key,
    bare: { paths: ids.map((id) => `/${key}/${id}`) },
    product: { paths: ids.map((id) => `/api/v1/${path}/${id}`), headers: [tokenHeader(0)] },
  };
}

function writes(key, path, places, bodyOf) {
  const task = { method: 'POST', keyed: true, bodies: places.map((place) => JSON.stringify(bodyOf(place))) };
  const named = places.map(({ body, group }) => ({ 'bench-body': String(body), 'bench-group': String(group) }));
  return {
    key,
    bare: { ...task, paths: [`/${path}`], headers: named },
    product: { ...task, paths: [`/api/v1/${path}`], headers: places.map(({ body }) => tokenHeader(body)) },
  };
}

/** The partnership that the first contract of a health body belongs to: see data.sql. */
function partnership(body, groups) {
  const group = (body === 0 ? 0 : 2 * body - 1) % groups;
  return { body, group, id: idOf('partnership', body * 10_000_000 + group) };
}

const engagement = ({ body, group, id }) => ({
  partnershipId: id,
  happenedOn: '2026-11-20',
  channel: 'phone',
  startedBy: 'group',
  twoWay: true,
  healthContactId: contactOf(body, group, 0),
  groupContactId: contactOf(body, group, 1),
  purpose: 'Plan the autumn drop-ins, and who opens up',
});

const draft = ({ id }) => ({
  partnershipId: id,
  reference: 'NEW-{{n}}',
  title: 'Five years of drop-ins',
  instrument: 'contract_for_services',
  valuePence: 6_000_000,
  startsOn: '2024-01-01',
  endsOn: '2028-12-31',
  vatTreatment: 'outside_scope',
  advanceBasis: 'Small voluntary body without working capital',
});
