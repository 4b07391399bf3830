/** The employer's sign-in, when one is configured. What speaks with it is in `server/connector/identity/`. */
export type IdentityProvider = {
  /** What its button says after "Logga in med". */
  name: string
  /** Where a browser goes to sign out there too; null when it can't be asked or has no such page. */
  signOutUrl(idToken: string | undefined): Promise<string | null>
}
