import { describePages } from './describe-pages.ts';

describePages('on a phone in the dark', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' }, 1);
