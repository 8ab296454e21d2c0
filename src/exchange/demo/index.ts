export { loadDemo } from './load-demo';
export { signInsOfDemo } from './sign-ins';
