/** Asks the house's endpoint for the servers of one user. */
export async function fetchServers(user: string): Promise<unknown> {
  const response = await fetch(`/api/ice-servers?side=${user}`, { cache: 'no-store' })
  // As the library's own source does it: the body of an error is no answer.
  if (!response.ok) throw new Error(`The endpoint answered ${response.status}.`)
  return response.json()
}
