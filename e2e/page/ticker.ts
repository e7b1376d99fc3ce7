// Ticks every 10 ms from a worker, whose timers a background page does not slow down.
setInterval(() => postMessage(null), 10)
