export const resetTexts = {
  title: 'A new password',
  hint: (email: string, account: string) => `For ${email} at ${account}. All other browsers are signed out.`,
  label: 'New password',
  submit: 'Set and sign in',
};
