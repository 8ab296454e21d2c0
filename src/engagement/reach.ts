/** Said wherever something is written: no setting of ours stands before the law. */
export const REACH =
  'An information request or a personal data request can still reach what a health body holds, private or not.';
