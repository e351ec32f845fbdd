import type { Configuration } from 'oidc-provider';
import { escapeHtml, page } from '../pages.ts';

type DeviceFlow = NonNullable<NonNullable<Configuration['features']>['deviceFlow']>;

/** The pages of the device code: enter the code, confirm which application is meant, done. */
export const deviceCodePages: Pick<
  DeviceFlow,
  'userCodeInputSource' | 'userCodeConfirmSource' | 'successSource'
> = {
  userCodeInputSource: (ctx, form, _out, error) => {
    const aborted = error?.name === 'AbortedError';
    ctx.type = 'html';
    ctx.body = page(
      aborted ? 'You have declined to sign in' : 'Enter code to allow access',
      aborted
        ? '<p>Go back to your device. You may close this window.</p>'
        : `${error === undefined ? '' : '<p role="alert">That code didn’t work. Check the code and try again.</p>'}
           <p id="hint">Enter the code that your application or device shows.</p>
           ${form.replace('type="text"', 'type="text" aria-label="Code" aria-describedby="hint"')}
           <div class="actions"><button class="primary" type="submit" form="op.deviceInputForm">Next</button></div>`,
    );
  },
  userCodeConfirmSource: (ctx, form, client, _info, userCode) => {
    ctx.type = 'html';
    ctx.body = page(
      `Are you trying to sign in to ${client.clientName ?? client.clientId}?`,
      `<p>Only continue if you started this sign-in yourself. The code is <code>${escapeHtml(userCode)}</code>.</p>
       ${form}
       <div class="actions">
         <button type="submit" form="op.deviceConfirmForm" name="abort" value="yes">Cancel</button>
         <button class="primary" type="submit" form="op.deviceConfirmForm">Continue</button>
       </div>`,
    );
  },
  successSource: (ctx) => {
    ctx.type = 'html';
    ctx.body = page('You are signed in', '<p>Go back to your device. You may close this window.</p>');
  },
};
