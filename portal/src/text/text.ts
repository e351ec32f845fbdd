/** The texts in the language of the page; English is the only one yet. */
export { en as text } from './en.ts';
