/** What the page has done since the last look. */
export const counted = {
  /** How often the framework has put changes on the screen, also those that changed nothing there. */
  commits: 0,
  /** How often a row was rendered. */
  renders: 0,
  /** How often the endpoint was asked. */
  requests: 0,
  /** When the last commit ended, by `performance.now()`. */
  lastCommit: 0,
}

export function resetCounts() {
  Object.assign(counted, { commits: 0, renders: 0, requests: 0, lastCommit: 0 })
}

export function noteCommit() {
  counted.commits += 1
  counted.lastCommit = performance.now()
}
