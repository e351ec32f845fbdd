/** Where sign-ins that the integration page asks for come back to. */
export const INTEGRATION_PATH = '/manage/integration';
