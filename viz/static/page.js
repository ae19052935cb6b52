"use strict";
// What every page shares: the words of the interface in both languages, and building of elements from text alone.
const WORDS = JSON.parse(document.getElementById("words").textContent);
const DATA = JSON.parse(document.getElementById("data").textContent);

function lang() { return document.documentElement.dataset.lang; }
function word(key) { return WORDS[key] ? WORDS[key][lang()] : key; }

// An element with attributes and children; strings become text nodes, never markup.
function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") node.addEventListener("click", value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function labelled(key) { return el("span", { "data-w": key }, word(key)); }
function short(text, most = 400) { return text.length > most ? `${text.slice(0, most)}…` : text; }
function both(words) { return words ? words[lang()] : ""; }

// A quote with its trigger word marked.
function marked(quote, trigger) {
  const at = trigger ? quote.indexOf(trigger) : -1;
  return at < 0 ? [quote] : [quote.slice(0, at), el("mark", {}, trigger), quote.slice(at + trigger.length)];
}

function speak(language) {
  document.documentElement.dataset.lang = language;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const node of document.querySelectorAll("[data-w]")) node.textContent = word(node.dataset.w);
  for (const node of document.querySelectorAll("[data-w-title]")) node.title = word(node.dataset.wTitle);
  for (const node of document.querySelectorAll("[data-w-label]")) node.setAttribute("aria-label", word(node.dataset.wLabel));
  document.dispatchEvent(new CustomEvent("language"));
}

document.getElementById("language").addEventListener("click", () => speak(lang() === "zh" ? "en" : "zh"));
