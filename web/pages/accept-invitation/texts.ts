export const invitationTexts = {
  title: (account: string) => `Join ${account}`,
  hint: (email: string) => `You sign in as ${email}.`,
  name: 'Your name',
  submit: 'Join',
};
