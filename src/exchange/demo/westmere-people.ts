import { officer } from './portfolio';

const DOMAIN = 'westmere.example';
export const orla = officer('Orla Fennimore', DOMAIN);
export const tunde = officer('Tunde Castellane', DOMAIN);
export const mei = officer('Mei Calderbank', DOMAIN);
export const zofia = officer('Zofia Okonedo-Marsh', DOMAIN);
export const priya = officer('Priya Penhallick', DOMAIN);
export const idris = officer('Idris Vantongeren', DOMAIN);
export const leavesSoon = officer('Rhys Adebowale-Finch', DOMAIN, 21);
export const leftLastMonth = officer('Sunniva Raghunath', DOMAIN, -33);
