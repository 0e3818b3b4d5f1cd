// Unpacks what the page carries and starts it; where that cannot be done, says so and
// leaves what needs no script.
(async () => {
"use strict";
const root = document.documentElement;
root.classList.add("js");
async function unpacked(id) {
  const element = document.getElementById(id);
  const packed = Uint8Array.from(atob(element.textContent), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const text = await new Response(stream).text();
  element.remove();
  return text;
}
try {
  window.argmapPage = { ...JSON.parse(await unpacked("packed-data")), unpacked };
  const sheet = document.createElement("style");
  sheet.textContent = await unpacked("packed-sheet");
  document.head.append(sheet);
  const script = document.createElement("script");
  script.textContent = await unpacked("packed-script");
  document.body.append(script);
} catch (error) {
  root.classList.remove("js");
  document.getElementById("no-inflate").hidden = false;
}
})();
