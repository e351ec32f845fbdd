import { describePages } from './describe-pages.ts';

describePages(
  'on a desktop in the light',
  { viewport: { width: 1280, height: 860 }, colorScheme: 'light' },
  0,
);
