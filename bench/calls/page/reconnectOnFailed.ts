import { askForBoth, type Stage, type Way } from './way.ts'

/** What most apps do: when a connection has failed, both sides start anew, with new credentials. */
export const reconnectOnFailed: Way = async (stage) => {
  let hasEnded = false
  await start(stage)
  return () => {
    hasEnded = true
  }

  async function start(stage: Stage) {
    const servers = await askForBoth(stage)
    if (hasEnded) return
    const { a, b } = stage.connect(servers)
    let isOver = false
    const look = () => {
      if (isOver || hasEnded) return
      if (a.connectionState !== 'failed' && b.connectionState !== 'failed') return
      isOver = true
      stage.noteRotation()
      start(stage)
    }
    for (const pc of [a, b]) pc.addEventListener('connectionstatechange', look)
  }
}
