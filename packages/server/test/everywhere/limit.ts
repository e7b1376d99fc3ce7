/** How often `/limited` lets a user in. */
export const limit = 5
