// A worker's timer keeps its pace while the page is hidden; the page's own would slow down to one tick a second.
addEventListener('message', ({ data: interval }: MessageEvent<number>) => {
  setInterval(() => postMessage('tick'), interval)
})
