/**
 * What a group's work is, in lists that both sides read alike. They describe the work and whom it is for, never a person:
 * nothing here says who somebody in the group is.
 */

/** From the kinds of work that groups told "Working with LGBTQ+ Groups" they do, and two that they are asked for in vain. */
export const KIND_WORDS = {
  sexual_health: 'Sexual health services, such as testing',
  talking_therapies: 'Talking therapies and counselling',
  substance_recovery: 'Recovery from alcohol or drug use',
  wellbeing: 'Wellbeing groups, movement and self-care',
  social_prescribing: 'Services that people are referred to (social prescribing)',
  advocacy: 'One-to-one advocacy, led by peers',
  peer_support: 'Peer support groups',
  outreach: 'Community outreach and targeted messages',
  research: 'Community research',
  advice_on_strategy: 'Advice on strategy, in committees and working groups',
  training: 'Awareness and training for health and care staff',
  accreditation: 'Accreditation of services',
  housing_and_social_care: 'Work with social care and housing',
  joint_delivery: 'Services together with other groups',
  crisis_support: 'Support for people in crisis',
  legal_advice: 'Legal advice',
} as const;
export type KindOfWork = keyof typeof KIND_WORDS;
export const KINDS_OF_WORK = Object.keys(KIND_WORDS) as KindOfWork[];

/** Whom the work is for. */
export const COMMUNITY_WORDS = {
  all_lgbtq: 'All LGBTQ+ people',
  lesbian: 'Lesbians',
  gay: 'Gay men',
  bi: 'Bi people',
  trans: 'Trans people',
  non_binary: 'Non-binary people',
  intersex: 'Intersex people',
  ace_aro: 'Asexual and aromantic people',
  women: 'LBTQ+ women',
  young: 'Young people',
  older: 'Older people',
  people_of_colour: 'People of colour',
  disabled: 'Disabled people',
  faith: 'People of faith',
  migrants: 'Migrants, refugees and people seeking asylum',
  families: 'Parents, carers and families',
  rural: 'People in rural places',
} as const;
export type Community = keyof typeof COMMUNITY_WORDS;
export const COMMUNITIES = Object.keys(COMMUNITY_WORDS) as Community[];
/** Work for everybody is work for each of the others too. */
export const EVERYBODY: Community = 'all_lgbtq';

/** How a group works: to ask one that speaks from experience to run a service is to ask the wrong group. */
export const WAY_WORDS = {
  lived_experience: 'Speaking from lived experience',
  peer: 'Supporting one another as peers',
  service: 'Delivering services',
  campaign: 'Campaigning',
} as const;
export type WayOfWorking = keyof typeof WAY_WORDS;
export const WAYS_OF_WORKING = Object.keys(WAY_WORDS) as WayOfWorking[];

/** Kinds that are said both to be done and not to be done. */
export function saidBoth(done: readonly KindOfWork[], notDone: readonly KindOfWork[]): KindOfWork[] {
  return notDone.filter((kind) => done.includes(kind));
}

/** In the order of the list, in its words. */
export function inWords<Code extends string>(words: Readonly<Record<Code, string>>, said: readonly Code[]): string[] {
  return (Object.keys(words) as Code[]).filter((code) => said.includes(code)).map((code) => words[code]);
}
