// The visible texts whose contrast with their background is below 4.5 to 1, the AA level of WCAG.
(() => {
  const numbers = colour => colour.match(/[\d.]+/g).map(Number);
  const linear = part => part <= 10.31475 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const background = element => {
    for (let each = element; each; each = each.parentElement) {
      const colour = numbers(getComputedStyle(each).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) {
        return colour;
      }
    }
    return numbers(getComputedStyle(document.documentElement).backgroundColor);
  };
  const weak = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (texts.currentNode.data.trim() && !element.closest('script, style, [hidden]')) {
      const [one, other] = [luminance(numbers(getComputedStyle(element).color)), luminance(background(element))];
      const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      if (ratio < 4.5) {
        weak.push(texts.currentNode.data.trim() + ' in ' + element.outerHTML.slice(0, 80) + ': ' + ratio.toFixed(2));
      }
    }
  }
  return weak;
})()
