/** Calls back every `interval` milliseconds, in hidden pages too. Returns its end. */
export function startTicker(interval: number, onTick: () => void): () => void {
  const worker = new Worker(new URL('./ticker.worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', onTick)
  worker.postMessage(interval)
  return () => worker.terminate()
}
