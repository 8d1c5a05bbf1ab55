package dev.backupwatch.service;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** Where the Tab key leads, once around the page. */
final class TabWalk {

    private static final int MOST = 500;

    private static final String BEGIN = """
            () => {
              window.reached = new Set();
              window.wanted = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex]')]
                .filter(element => element.tabIndex >= 0 && element.checkVisibility() && !element.disabled
                  && !element.closest('[inert]'));
              document.activeElement.blur();
            }""";

    /** What has the focus must be in sight, not below something else, and marked; what is not is returned. */
    private static final String STEP = """
            () => {
              const told = element => element.outerHTML.replace(/<!--.*?-->/g, '').slice(0, 160);
              const element = document.activeElement;
              if (reached.has(element)) {
                return null;
              }
              if (element === document.body) {
                return '';
              }
              reached.add(element);
              const {left, top, width, height} = element.getClientRects()[0];
              const isSeen = [[.5, .5], [.1, .5], [.9, .5]].some(([x, y]) => {
                const hit = document.elementFromPoint(left + width * x, top + height * y);
                return hit && (element.contains(hit) || hit.contains(element));
              });
              const {outlineStyle, outlineWidth} = getComputedStyle(element);
              const isMarked = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
              return isSeen && isMarked ? '' : `${isSeen} ${isMarked} ${told(element)} ${left} ${top} ${width} ${height} ${innerWidth} ${innerHeight} ${document.elementFromPoint(left+width/2, top+height/2)?.outerHTML.slice(0,200)}`;
            }""";

    private static final String UNREACHED = """
            () => wanted.filter(element => element.isConnected && !reached.has(element))
              .map(element => element.outerHTML.replace(/<!--.*?-->/g, '').slice(0, 160))""";

    private final Page tab;
    private final List<String> unseen = new ArrayList<>();

    TabWalk(Page tab) {
        this.tab = tab;
        tab.evaluate(BEGIN);
        for (int i = 0; i < MOST; i++) {
            tab.keyboard().press("Tab");
            Object step = tab.evaluate(STEP);
            if (step == null) {
                return;
            }
            if (!step.equals("")) {
                unseen.add(step.toString());
            }
        }
        throw new AssertionError("Tab does not come around");
    }

    /** What had the focus and did not show it. */
    List<String> unseen() {
        return unseen;
    }

    /** What can be clicked and never had the focus. */
    List<?> unreached() {
        return (List<?>) tab.evaluate(UNREACHED);
    }
}
