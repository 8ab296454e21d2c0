import type { Membership } from '../../identity';
import { STANDARD_COLOUR } from '../../settings';
import { fileOfColour } from './header-colour';

/** What a frame says and looks like. A group's has no choice, and no payer's: whose money it is stands on the page. */
export interface Look {
  organisation: string | null;
  colour: string;
  /** Where the colour is fetched below the assets; null for the standard. */
  colourFile: string | null;
  contact: string | null;
}

export const PLAIN_LOOK: Look = { organisation: null, colour: STANDARD_COLOUR, colourFile: null, contact: null };

export function lookOf(place: Membership | undefined): Look {
  if (place === undefined) return PLAIN_LOOK;
  const { name, colour, contact } = place.appearance ?? { name: null, colour: null, contact: null };
  return {
    organisation: name ?? place.name,
    colour: colour ?? STANDARD_COLOUR,
    colourFile: colour === null ? null : fileOfColour(colour),
    contact,
  };
}
